import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { InvalidRequest } from './domain-error.js';
import { problemHeaders, toProblem } from './problem.js';

/** Answers what Node could not even read as a request (no HTTP, endless headers) in the form of every other error. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const { problem } = toProblem(new InvalidRequest([{ path: '', message: 'no HTTP request' }]), randomUUID());
  const body = JSON.stringify(problem);
  const headers = {
    ...problemHeaders(problem),
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(['HTTP/1.1 400 Bad Request', ...lines, '', body].join('\r\n'));
}
