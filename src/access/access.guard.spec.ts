import 'reflect-metadata';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SETTINGS } from '../config/config.module.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { AccessGuard } from './access.guard.js';
import { Access } from './access.service.js';
import { Public } from './decorators.js';

@Controller()
class Routes {
  @Get('forgotten')
  forgotten() {
    return 'secret';
  }

  @Get('open')
  @Public()
  open() {
    return 'hello';
  }
}

@Module({
  controllers: [Routes],
  providers: [
    { provide: SETTINGS, useValue: { publicUrl: 'http://127.0.0.1:3000' } },
    { provide: Access, useValue: { principalOf: async () => null } },
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
class Desk {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await NestFactory.create<NestFastifyApplication>(Desk, new FastifyAdapter() as never, { logger: false });
  await app.init();
});
afterAll(() => app.close());

it('a route that somebody forgot to mark is closed', async () => {
  const { statusCode, payload } = await app.inject({ url: '/forgotten' });
  expect(statusCode).toBe(403);
  expect(JSON.parse(payload)).toMatchObject({ code: 'not-allowed' });
  expect((await app.inject({ url: '/open' })).payload).toBe('hello');
});
