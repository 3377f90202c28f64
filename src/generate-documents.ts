import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectPath, VERSION } from './config/project.js';
import { startEmbeddedServer } from './database/embedded-server.js';
import { openDatabase } from './database/open-database.js';
import { schemaDump } from './database/schema-dump.js';
import { directoryFileJsonSchema } from './directory/directory-file.contract.js';
import { ENTITIES } from './entities.js';
import { asyncApiDocument } from './live/asyncapi.js';
import { MIGRATIONS } from '../migrations/index.js';
import { openApiDocument } from './openapi.js';

/** Writes the generated documents; CI compares them with what is committed. */
const documents = {
  'openapi.json': await openApiDocument(),
  'asyncapi.json': asyncApiDocument(VERSION),
  'directory.schema.json': directoryFileJsonSchema(),
};

for (const [name, document] of Object.entries(documents)) {
  writeFileSync(projectPath('docs', name), `${JSON.stringify(document, null, 2)}\n`);
}
writeFileSync(projectPath('docs', 'schema.sql'), await migratedSchema());

// What a real server says of its tables after all migrations, in a folder that goes afterwards.
async function migratedSchema(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sportello-schema-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedServer(folder);
  try {
    const dataSource = await openDatabase({ url: server.url, entities: ENTITIES, migrations: MIGRATIONS });
    const dump = await schemaDump(dataSource);
    await dataSource.destroy();
    return dump;
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
