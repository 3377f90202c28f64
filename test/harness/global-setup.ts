import 'reflect-metadata';
import { createApp } from '../../src/app.js';
import { testSettings } from './settings.js';
import { databaseUrl, query, startTestServer, TEMPLATE, type TestServer } from './template.js';

declare global {
  var sportelloTestServer: TestServer | undefined;
}

/** Once per run: a server and a template that the program itself has migrated and seeded. */
export default async function globalSetup(): Promise<void> {
  const server = await startTestServer();
  globalThis.sportelloTestServer = server;
  await query(server.url, `create database ${TEMPLATE}`);
  const app = await createApp({ settings: testSettings(), databaseUrl: databaseUrl(server.url, TEMPLATE), poolSize: 4 });
  await app.close();
  process.env['SPORTELLO_TEST_SERVER'] = server.url;
}
