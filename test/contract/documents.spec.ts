import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { projectPath, VERSION } from '../../src/config/project.js';
import { directoryFileJsonSchema } from '../../src/directory/directory-file.contract.js';
import { asyncApiDocument } from '../../src/live/asyncapi.js';
import { openApiDocument } from '../../src/openapi.js';
import { committedDocument, refTo, routesOf, schemaCheck } from './answers.js';

/** The routes that checks outside of the project call, as they were agreed. */
const AGREED = [
  'GET /status',
  'GET /municipalities',
  'GET /offices',
  'GET /offices/{office}',
  'GET /offices/{office}/services',
  'GET /offices/{office}/opening-hours',
  'POST /offices/{office}/tickets',
  'GET /offices/{office}/tickets',
  'GET /offices/{office}/tickets/{id}/events',
  'POST /offices/{office}/tickets/{id}/print',
  ...['recall', 'start', 'complete', 'no-show', 'park', 'resume', 'transfer', 'cancel', 'correct'].map(
    (action) => `POST /offices/{office}/tickets/{id}/${action}`,
  ),
  'GET /tickets/{token}',
  'DELETE /tickets/{token}',
  'GET /offices/{office}/board',
  'GET /offices/{office}/queue',
  'PUT /offices/{office}/counters/{counter}/session',
  'DELETE /offices/{office}/counters/{counter}/session',
  'POST /offices/{office}/counters/{counter}/call-next',
  'POST /offices/{office}/counters/{counter}/call',
  'POST /auth/login',
  'POST /auth/logout',
  'GET /auth/me',
  'POST /devices/pairings',
  'GET /devices/pairings/{secret}',
  'POST /offices/{office}/devices',
  'GET /offices/{office}/devices',
  'DELETE /offices/{office}/devices/{id}',
];

const committed = (name: string) => JSON.parse(readFileSync(projectPath('docs', name), 'utf8')) as unknown;
const asWritten = (document: unknown) => JSON.parse(JSON.stringify(document)) as unknown;

describe('the reference', () => {
  const document = committedDocument();
  const routes = routesOf(document);

  it('is committed as it is generated', async () => {
    expect(asWritten(await openApiDocument())).toEqual(committed('openapi.json'));
    expect(asWritten(asyncApiDocument(VERSION))).toEqual(committed('asyncapi.json'));
    expect(asWritten(directoryFileJsonSchema())).toEqual(committed('directory.schema.json'));
  });

  it('has every route that was agreed, below one base', () => {
    expect(document.servers).toEqual([{ url: '/api/v1' }]);
    const known = routes.map(({ method, path }) => `${method} ${path}`);
    expect(AGREED.filter((route) => !known.includes(route))).toEqual([]);
  });

  it('says of every operation what it is, who may, what it needs and how it fails', () => {
    const ids = routes.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { method, path, operation } of routes) {
      const line = `${method} ${path}`;
      expect([line, operation.summary]).toEqual([line, expect.stringMatching(/^\S.{3,}/)]);
      expect([line, operation.tags]).toEqual([line, [expect.any(String)]]);
      expect([line, operation.security?.length]).toEqual([line, expect.any(Number)]);
      const failure = operation.responses['default']?.content?.['application/problem+json'];
      expect([line, failure?.schema]).toEqual([line, { $ref: '#/components/schemas/Problem' }]);
      const named = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => `{${name}}`);
      expect([line, named.sort()]).toEqual([line, (path.match(/\{\w+\}/g) ?? []).sort()]);
    }
  });

  it('names the key on every POST but signing in and pairing', () => {
    for (const { method, path, operation } of routes) {
      const takesKey = operation.parameters?.some(({ name }) => name === 'Idempotency-Key') ?? false;
      const expected = method === 'POST' && !/^\/(auth|devices\/pairings)/.test(path);
      expect([path, takesKey]).toEqual([path, expected]);
    }
  });

  it('has schemas that a validator can read, all references included', () => {
    const ajv = schemaCheck(document);
    for (const name of Object.keys(document.components.schemas)) ajv.compile(refTo('components', 'schemas', name));
    for (const { method, path, operation } of routes) {
      const at = ['paths', path, method.toLowerCase()];
      const json = ['content', 'application/json', 'schema'];
      if (operation.requestBody !== undefined) ajv.compile(refTo(...at, 'requestBody', ...json));
      for (const [status, { content }] of Object.entries(operation.responses))
        if (content?.['application/json'] !== undefined) ajv.compile(refTo(...at, 'responses', status, ...json));
    }
  });
});
