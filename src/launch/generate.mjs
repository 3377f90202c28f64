import { endWith } from './checkout.mjs';
import { prepare } from './prepare.mjs';

// Contracts → docs/openapi.json, docs/asyncapi.json, docs/directory.schema.json, docs/schema.sql.
await prepare({ only: ['server'] }).catch(endWith);
await import('../../dist/src/generate-documents.js').catch(endWith);
