import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { expect, it } from '@jest/globals';
import { projectPath, VERSION } from '../../src/config/project.js';
import { asyncApiDocument } from '../../src/live/asyncapi.js';

it('describes /live as valid AsyncAPI 3', async () => {
  const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApiDocument(VERSION)));
  expect(diagnostics.filter(({ severity }) => severity === 0)).toEqual([]);
  const names = document
    ?.allMessages()
    .all()
    .map((message) => message.name());
  const { schemas } = asyncApiDocument(VERSION)['components'] as { schemas: Record<string, { $ref?: string }> };
  for (const [name, schema] of Object.entries(schemas)) expect([name, schema.$ref]).toEqual([name, undefined]);
  expect(new Set(names)).toEqual(new Set(['subscribe', 'unsubscribe', 'changes', 'behind', 'tick']));
});

it('is committed as it is generated', () => {
  const committed = JSON.parse(readFileSync(projectPath('docs', 'asyncapi.json'), 'utf8')) as unknown;
  expect(committed).toEqual(JSON.parse(JSON.stringify(asyncApiDocument(VERSION))));
});
