import type { AddressInfo } from 'node:net';
import { Logger, type LogLevel } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { AppModule } from './app.module.js';
import { openClock } from './clock/open-clock.js';
import { addressOf, type ResolvedSettings } from './config/resolve-settings.js';
import { openDatabase } from './database/open-database.js';
import { ENTITIES } from './entities.js';
import { servePages } from './http/pages.js';
import { makeAdapter } from './http/server.js';
import { MIGRATIONS } from '../migrations/index.js';
import { seed } from './seed.js';

export const API_PREFIX = 'api/v1';
/** Addresses outside of the API's version. */
const UNVERSIONED = ['metrics', 'api/docs', 'api/docs/:file', 'api/problems/:code'];

export type AppOptions = {
  settings: ResolvedSettings;
  databaseUrl: string;
  logLevels?: LogLevel[];
  poolSize?: number;
};

/**
 * A server that listens; `close` ends sockets, requests and connections, in this order. `seeded`: this start filled an
 * empty database.
 */
export type RunningApp = { url: string; seeded: boolean; nest: NestFastifyApplication; close(): Promise<void> };

/**
 * Migrates, seeds an empty database, and listens.
 *
 * @throws Error with `startProblem` (one line for a person) when the database or the directory file does not fit
 */
export async function createApp(options: AppOptions): Promise<RunningApp> {
  const { settings } = options;
  const dataSource = await openDatabase({
    url: options.databaseUrl,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    ...(options.poolSize === undefined ? {} : { poolSize: options.poolSize }),
  });
  try {
    const clock = await openClock(dataSource, settings);
    const seeded = await seed(dataSource, clock, settings);
    const nest = await makeNest(AppModule.with({ settings, dataSource, clock }), settings, options.logLevels);
    await listen(nest, settings).catch(async (error: unknown) => {
      await nest.close();
      throw error;
    });
    const { port } = nest.getHttpServer().address() as AddressInfo;
    return { url: addressOf(settings.host, port), seeded, nest, close: () => closeAll(nest, dataSource) };
  } catch (error) {
    if (dataSource.isInitialized) await dataSource.destroy();
    throw error;
  }
}

async function makeNest(
  module: ReturnType<typeof AppModule.with>,
  settings: ResolvedSettings,
  logLevels: LogLevel[] = ['error', 'warn'],
): Promise<NestFastifyApplication> {
  const adapter = makeAdapter(settings);
  const nest = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: logLevels,
    bodyParser: false,
    abortOnError: false,
    // Socket.IO's own closing would wait for every request before Fastify may end them.
    forceCloseConnections: true,
  });
  nest.setGlobalPrefix(API_PREFIX, { exclude: UNVERSIONED });
  servePages(adapter.getInstance() as unknown as FastifyInstance);
  await nest.init();
  return nest;
}

// Fastify's own way: Nest's also logs a refused address, and a failed start is one line only.
async function listen(nest: NestFastifyApplication, { port, host }: ResolvedSettings): Promise<void> {
  await (nest.getHttpAdapter().getInstance() as unknown as FastifyInstance).listen({ port, host });
}

async function closeAll(
  nest: NestFastifyApplication,
  dataSource: { isInitialized: boolean; destroy(): Promise<void> },
) {
  await nest.close();
  if (dataSource.isInitialized) await dataSource.destroy();
  Logger.flush();
}
