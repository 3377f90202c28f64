import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DEVICE_SCHEME, SESSION_SCHEME } from './access/decorators.js';
import { API_PREFIX } from './app.js';
import { AppModule } from './app.module.js';
import { Clock } from './clock/clock.js';
import { VERSION } from './config/project.js';
import type { ResolvedSettings } from './config/resolve-settings.js';
import { Problem } from './http/conventions.contract.js';
import { makeAdapter } from './http/server.js';

const DESCRIPTION =
  'Appointments and ticket queue for the physical front desk of a public office. Errors are RFC 9457 problem documents.';

type Operation = { responses?: Record<string, unknown> };

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'a repetition with the same key and body gets the first answer again, for 24 hours',
  schema: { type: 'string', minLength: 1, maxLength: 64 },
};
/** Signing in and pairing have no effect worth repeating. */
const WITHOUT_KEY = /^\/(auth|devices\/pairings)/;

/** The OpenAPI document of all routes, made from their contracts without starting anything. */
export async function openApiDocument(): Promise<OpenAPIObject> {
  // Nothing is connected or listened to: `preview` reads the modules' metadata alone.
  const opened = {
    settings: {} as ResolvedSettings,
    dataSource: new DataSource({ type: 'postgres' }),
    clock: new Clock(),
  };
  const adapter = makeAdapter({ trustedProxies: [] });
  const nest = await NestFactory.create<NestFastifyApplication>(AppModule.with(opened), adapter, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  const config = new DocumentBuilder()
    .setTitle('Sportello')
    .setDescription(DESCRIPTION)
    .setVersion(VERSION)
    .setOpenAPIVersion('3.1.0')
    .addServer(`/${API_PREFIX}`)
    .addCookieAuth('sportello_session', { type: 'apiKey', in: 'cookie' }, SESSION_SCHEME)
    .addBearerAuth({ type: 'http', scheme: 'bearer' }, DEVICE_SCHEME)
    .build();
  const document = SwaggerModule.createDocument(nest, config, { ignoreGlobalPrefix: true });
  return withKeys(withProblems(document));
}

function withKeys(document: OpenAPIObject): OpenAPIObject {
  for (const [path, { post }] of Object.entries(document.paths)) {
    if (post !== undefined && !WITHOUT_KEY.test(path))
      post.parameters = [...(post.parameters ?? []), IDEMPOTENCY_KEY as never];
  }
  return document;
}

// Every operation can answer with a problem document; the route's own success answers stay as they are.
function withProblems(document: OpenAPIObject): OpenAPIObject {
  const schemas = { ...document.components?.schemas, ...problemSchemas() };
  document.components = { ...document.components, schemas };
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, Operation>)) {
      operation.responses = { ...operation.responses, default: { description: 'A problem document', content } };
    }
  }
  return document;
}

// A schema with an id is a definition, and the root only points there.
function problemSchemas(): NonNullable<OpenAPIObject['components']>['schemas'] {
  return z.toJSONSchema(Problem, { io: 'output' }).$defs as never;
}
