import { DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Database } from './database.js';
import { Idempotency } from './idempotency.js';
import { KeySweep } from './key-sweep.js';

/** Gives every room the data source that was opened and migrated before the app was made. */
@Global()
@Module({})
export class DatabaseModule {
  static with(dataSource: DataSource): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [{ provide: DataSource, useValue: dataSource }, Database, Idempotency, KeySweep],
      exports: [DataSource, Database, Idempotency],
    };
  }
}
