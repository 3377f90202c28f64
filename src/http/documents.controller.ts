import { createReadStream, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/decorators.js';
import { projectPath } from '../config/project.js';
import { PROBLEMS, type ProblemCode } from './problem-table.js';
import { DomainError } from './domain-error.js';

const SWAGGER_FILES: Record<string, string> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};
const SWAGGER_FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sportello API</title><link rel="stylesheet" href="/api/docs/swagger-ui.css"></head>
<body><div id="reference"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body>
</html>`;
const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#reference', deepLinking: true });`;

/** The reference: the committed OpenAPI document, a page that shows it, and a line for each problem code. */
@ApiExcludeController()
@Controller()
export class DocumentsController {
  @Get('openapi.json')
  @Public()
  openApi(@Res() reply: FastifyReply): void {
    // Generated at build time and compared in CI, so that starting costs neither its time nor its memory.
    void reply.type('application/json; charset=utf-8').send(createReadStream(projectPath('docs', 'openapi.json')));
  }

  @Get('api/docs')
  @Public()
  page(@Res() reply: FastifyReply): void {
    void reply.type('text/html; charset=utf-8').send(PAGE);
  }

  @Get('api/docs/:file')
  @Public()
  file(@Param('file') file: string, @Res() reply: FastifyReply): void {
    if (file === 'start.js') return void reply.type('text/javascript; charset=utf-8').send(START);
    const type = SWAGGER_FILES[file];
    const path = join(SWAGGER_FOLDER, file);
    if (type === undefined || !existsSync(path))
      throw new DomainError('not-found', 'There is nothing at this address.');
    void reply.type(type).send(createReadStream(path));
  }

  @Get('api/problems/:code')
  @Public()
  problem(@Param('code') code: string): { code: string; status: number; title: string } {
    const entry = Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code as ProblemCode] : undefined;
    if (entry === undefined) throw new DomainError('not-found', 'There is no such problem code.');
    return { code, ...entry };
  }
}
