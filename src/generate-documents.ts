import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { projectPath, VERSION } from './config/project.js';
import { directoryFileJsonSchema } from './directory/directory-file.contract.js';
import { asyncApiDocument } from './live/asyncapi.js';
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
