import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Listener } from '../database/listener.js';
import { Throttle } from '../http/throttle.js';
import { ThrottleGuard } from '../http/throttle.guard.js';
import { AccessGuard } from './access.guard.js';
import { Access } from './access.service.js';
import { ActorNames } from './actor-names.js';
import { Secrets } from './secrets.js';

/**
 * Who may do what. The throttle stands behind the access guard, because it counts by user or device before address; both
 * guards run in the order in which they are named here.
 */
@Global()
@Module({
  providers: [
    Access,
    ActorNames,
    Secrets,
    Listener,
    Throttle,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: ThrottleGuard },
  ],
  exports: [Access, ActorNames, Secrets, Listener, Throttle],
})
export class AccessModule {}
