import { Module } from '@nestjs/common';
import { DirectoryController } from './directory.controller.js';
import { DirectoryWatch } from './directory-watch.js';
import { Directory } from './directory.js';

/** Municipalities, offices, services, pools and counters, in memory. */
@Module({ controllers: [DirectoryController], providers: [Directory, DirectoryWatch], exports: [Directory] })
export class DirectoryModule {}
