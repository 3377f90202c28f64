import { expect, it } from '@jest/globals';
import type { Logger } from '@nestjs/common';
import fastify from 'fastify';
import { sendProblem } from './problem.filter.js';

it('logs what nobody expected without the tokens and names that an address may carry', async () => {
  const lines: string[] = [];
  const log = { error: (line: string) => lines.push(line) } as unknown as Logger;
  const server = fastify();
  server.get('/bookings/:token', () => {
    throw new Error('broken');
  });
  server.setErrorHandler((error, request, reply) => sendProblem(error, request, reply, log));
  const answer = await server.inject('/bookings/a-secret-token?query=Rossi');
  expect(answer.statusCode).toBe(500);
  expect(lines).toEqual([expect.stringContaining('GET /bookings/:token')]);
  expect(lines.join()).not.toMatch(/a-secret-token|Rossi/);
});
