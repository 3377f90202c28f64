import { DynamicModule, Global, Module } from '@nestjs/common';
import { Clock } from './clock.js';

/** Gives every room the one clock that was opened with the database. */
@Global()
@Module({})
export class ClockModule {
  static with(clock: Clock): DynamicModule {
    return { module: ClockModule, providers: [{ provide: Clock, useValue: clock }], exports: [Clock] };
  }
}
