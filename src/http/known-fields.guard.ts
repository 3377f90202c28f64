import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import type { FastifyRequest } from 'fastify';
import { LanguageQuery } from './conventions.contract.js';
import { InvalidRequest } from './domain-error.js';
import { invalidRequest } from './problem.js';

type Reads = { query: boolean; body: boolean };

/** Addresses outside of it (metrics, reference pages) take whatever their callers are used to add. */
const API = /^\/api\/v\d+\//;

/**
 * Unknown fields are refused also where a route reads no query or body at all: there its schema cannot say so.
 * `allLanguages` is known everywhere.
 */
@Injectable()
export class KnownFieldsGuard implements CanActivate {
  private readonly reads = new Map<unknown, Reads>();

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!API.test(request.url)) return true;
    const { query, body } = this.readsOf(context);
    if (!query) refuseOtherQuery(request.query);
    if (!body) refuseBody(request.body);
    return true;
  }

  private readsOf(context: ExecutionContext): Reads {
    const handler = context.getHandler();
    const known = this.reads.get(handler);
    if (known !== undefined) return known;
    const args = argumentsOf(context.getClass(), handler.name);
    const has = (type: RouteParamtypes) => args.some((key) => key.startsWith(`${type}:`));
    const reads = { query: has(RouteParamtypes.QUERY), body: has(RouteParamtypes.BODY) };
    this.reads.set(handler, reads);
    return reads;
  }
}

// Nest keeps a route's parameters by `type:index`.
function argumentsOf(controller: object, method: string): string[] {
  return Object.keys((Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) as object | undefined) ?? {});
}

function refuseOtherQuery(query: unknown): void {
  const { error } = LanguageQuery.safeParse({ ...(query as object) });
  if (error !== undefined) throw invalidRequest(error.issues);
}

function refuseBody(body: unknown): void {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidRequest([{ path: '', message: 'must be an object' }]);
  }
  const faults = Object.keys(body).map((path) => ({ path, message: 'not known' }));
  if (faults.length > 0) throw new InvalidRequest(faults);
}
