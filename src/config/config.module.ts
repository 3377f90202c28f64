import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { ResolvedSettings } from './resolve-settings.js';

/** Injection token of the {@link ResolvedSettings}: `@Inject(SETTINGS) settings: ResolvedSettings`. */
export const SETTINGS = Symbol('SETTINGS');

/** Gives every room the settings that were read and completed before the app was made. */
@Global()
@Module({})
export class ConfigModule {
  static with(settings: ResolvedSettings): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: SETTINGS, useValue: settings }],
      exports: [SETTINGS],
    };
  }
}
