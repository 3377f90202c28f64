import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { StaffPrincipal } from '../access/principal.js';
import { requestKeyOf } from '../access/request-key.js';
import type { RequestKey } from '../database/idempotency.js';

import { DomainError } from '../http/domain-error.js';
import { invalidRequest } from '../http/problem.js';
import type { Wanted } from './localize.js';
import { wantedTexts } from './wanted-texts.js';

/** What every command of staff carries besides its body: who, with which key, in which language the answer is read. */
export type StaffCommand = { by: StaffPrincipal; key: RequestKey | null; wanted: Wanted };
/** The same for a command on one thing, a ticket or a booking, named by the route's `:id`. */
export type CommandOnOne = StaffCommand & { id: string };

/** The {@link StaffCommand} of a request. @throws DomainError `not-allowed` for a device */
export const StaffCommandOf = createParamDecorator((_: unknown, context: ExecutionContext): StaffCommand =>
  staffCommand(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** The {@link CommandOnOne} of a request. @throws InvalidRequest when `:id` is no UUID */
export const CommandOnOneOf = createParamDecorator((_: unknown, context: ExecutionContext): CommandOnOne => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const id = z.object({ id: z.uuid() }).safeParse(request.params);
  if (!id.success) throw invalidRequest(id.error.issues);
  return { ...staffCommand(request), id: id.data.id };
});

function staffCommand(request: FastifyRequest): StaffCommand {
  if (request.principal?.kind !== 'staff') throw new DomainError('not-allowed', 'This is for signed-in staff.');
  const key = requestKeyOf(request);
  return { by: request.principal, key: typeof key === 'string' ? null : key, wanted: wantedTexts(request) };
}

const { $schema: _, ...ID } = z.toJSONSchema(z.uuid());
/** Names the `:id` of a command in the reference. */
export const IdParam = () => ApiParam({ name: 'id', schema: ID as object });
