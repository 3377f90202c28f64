import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { projectPath } from '../../src/config/project.js';
import { PROBLEMS } from '../../src/http/problem-table.js';

type Media = { content?: Record<string, { schema: object }> };
export type Operation = {
  operationId: string;
  summary?: string;
  tags?: string[];
  security?: Record<string, unknown>[];
  parameters?: { name: string; in: string; schema: object }[];
  requestBody?: Media;
  responses: Record<string, Media>;
};
export type ApiDocument = {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
};
/** A route of the document, as a test walks through them. */
export type Route = { method: string; path: string; operation: Operation };

const FORMATS = {
  'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}[+-]\d{2}:\d{2}$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
};
/** What would tell a stranger how the server is built. */
const INTERNALS = /node_modules|\.ts:|\.js:\d|select |insert |\bpg_|FST_ERR|at Object\.|stack/i;

/** The document as it is committed. */
export function committedDocument(): ApiDocument {
  return JSON.parse(readFileSync(projectPath('docs', 'openapi.json'), 'utf8')) as ApiDocument;
}

/** All routes of the document, in its order. */
export function routesOf(document: ApiDocument): Route[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
}

/** A JSON Schema check that knows the document's components; instants must carry milliseconds and an offset. */
export function schemaCheck(document: object): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const [name, format] of Object.entries(FORMATS)) ajv.addFormat(name, format);
  ajv.addFormat('email', (text: string) => /^[^\s@]+@[^\s@]+$/.test(text));
  ajv.addFormat('uri', (text: string) => URL.canParse(text));
  ajv.addSchema(document, 'document');
  return ajv;
}

/** Where a schema of the document stands, as a reference for {@link schemaCheck}. */
export function refTo(...path: string[]): { $ref: string } {
  const pointer = path.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  return { $ref: `document#/${pointer.join('/')}` };
}

/**
 * Listens to every answer that this test file gets and holds it against the committed document: known route, known
 * status, content type, and exactly the fields that the schema names.
 */
export class AnswerCheck {
  readonly faults: string[] = [];
  readonly seen = new Set<string>();
  private readonly document = committedDocument();
  private readonly ajv = schemaCheck(this.document);
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly fetch = globalThis.fetch;
  private readonly routes = routesOf(this.document).map((route) => ({ ...route, pattern: patternOf(route.path) }));

  /** Begins to listen; `stop` gives the real `fetch` back. */
  listen(): this {
    globalThis.fetch = async (input, init) => {
      const response = await this.fetch(input, init);
      const path = new URL(String(input)).pathname;
      if (path.startsWith('/api/v1/')) await this.check(init?.method ?? 'GET', path.slice(7), response.clone());
      return response;
    };
    return this;
  }

  /** Fails with everything that did not fit since the last look. */
  expectAllFit(): void {
    expect(this.faults.splice(0)).toEqual([]);
  }

  stop(): void {
    globalThis.fetch = this.fetch;
  }

  private async check(method: string, path: string, response: Response): Promise<void> {
    const text = await response.text();
    const line = `${method} ${path} ${response.status}`;
    if (response.status >= 400) return this.checkProblem(line, response, text);
    const route = this.routes.find((one) => one.method === method && one.pattern.test(path));
    if (route === undefined) return;
    const { operationId, responses } = route.operation;
    this.seen.add(`${operationId} ${response.status}`);
    const media = responses[String(response.status)];
    if (media === undefined) return this.fault(line, 'a status that the document does not know');
    if (media.content === undefined) return text === '' ? undefined : this.fault(line, `a body: ${text}`);
    // Files (CSV, calendar) have a type of their own and no schema to hold them against.
    if (media.content['application/json'] === undefined) return;
    const at = ['paths', route.path, method.toLowerCase(), 'responses', String(response.status)];
    this.fits(line, text, [...at, 'content', 'application/json', 'schema']);
  }

  private checkProblem(line: string, response: Response, text: string): void {
    this.fits(line, text, ['components', 'schemas', 'Problem']);
    if (response.headers.get('content-type') !== 'application/problem+json; charset=utf-8')
      this.fault(line, `content type ${response.headers.get('content-type')}`);
    if (INTERNALS.test(text)) this.fault(line, `tells internals: ${text}`);
    const { code, status, type, title } = JSON.parse(text) as Record<string, unknown>;
    const known = PROBLEMS[code as keyof typeof PROBLEMS] as { status: number; title: string } | undefined;
    if (known === undefined || known.status !== response.status || known.title !== title || status !== known.status)
      this.fault(line, `code and status do not belong together: ${text}`);
    if (type !== `/api/problems/${String(code)}`) this.fault(line, `type ${String(type)}`);
    const retry = response.headers.get('retry-after');
    if (response.status === 500) this.fault(line, text);
    if ((response.status === 503 || response.status === 429) && !/^\d+$/.test(retry ?? ''))
      this.fault(line, 'no Retry-After');
  }

  private fits(line: string, text: string, at: string[]): void {
    const key = at.join(' ');
    const validator = this.validators.get(key) ?? this.ajv.compile(refTo(...at));
    this.validators.set(key, validator);
    if (!validator(JSON.parse(text))) this.fault(line, `${this.ajv.errorsText(validator.errors)} in ${text}`);
  }

  private fault(line: string, what: string): void {
    this.faults.push(`${line}: ${what.slice(0, 600)}`);
  }
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
}
