import { Module } from '@nestjs/common';
import { AuthController } from './auth.controller.js';
import { Sessions } from './sessions.js';
import { UsersController } from './users.controller.js';
import { Users } from './users.service.js';

/** People who sign in: sessions, roles, and their administration. */
@Module({ controllers: [AuthController, UsersController], providers: [Sessions, Users] })
export class StaffModule {}
