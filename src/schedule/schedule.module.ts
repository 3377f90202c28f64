import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module.js';
import { ScheduleController } from './schedule.controller.js';

/** Routes over the pure functions of this room; other rooms import those directly. */
@Module({ imports: [DirectoryModule], controllers: [ScheduleController] })
export class ScheduleModule {}
