import { randomUUID } from 'node:crypto';

export type Answer<T = Record<string, unknown>> = { status: number; body: T; headers: Headers };
export type CallOptions = { key?: string | null; headers?: Record<string, string>; language?: string };

/** Speaks HTTP to a running node as a browser or a device would, with its cookie or token. */
export class ApiClient {
  cookie: string | null = null;
  token: string | null = null;

  constructor(readonly url: string) {}

  get<T = Record<string, unknown>>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('GET', path, undefined, options);
  }

  /** A POST with a fresh `Idempotency-Key` unless `options.key` says otherwise (null = none). */
  post<T = Record<string, unknown>>(path: string, body: unknown = {}, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('POST', path, body, {
      ...options,
      key: options.key === undefined ? randomUUID() : options.key,
    });
  }

  put<T = Record<string, unknown>>(path: string, body: unknown, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('PUT', path, body, options);
  }

  delete<T = Record<string, unknown>>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    return this.call<T>('DELETE', path, undefined, options);
  }

  async signIn(username: string, password: string): Promise<this> {
    const answer = await this.post('/auth/login', { username, password }, { key: null });
    if (answer.status !== 200) throw new Error(`sign-in of ${username}: ${JSON.stringify(answer.body)}`);
    this.cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? null;
    return this;
  }

  /** Pairs by itself as a demo's screen on this machine does. */
  async pair(kind: 'kiosk' | 'display'): Promise<this> {
    const { body: pairing } = await this.post<{ secret: string }>('/devices/pairings', { kind }, { key: null });
    const { body } = await this.get<{ status: string; token?: string }>(`/devices/pairings/${pairing.secret}`);
    if (body.token === undefined) throw new Error(`pairing: ${JSON.stringify(body)}`);
    this.token = body.token;
    return this;
  }

  private async call<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<Answer<T>> {
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (options.key != null) headers['idempotency-key'] = options.key;
    if (options.language !== undefined) headers['accept-language'] = options.language;
    if (this.cookie !== null) headers['cookie'] = this.cookie;
    if (this.token !== null) headers['authorization'] = `Bearer ${this.token}`;
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as T, headers: response.headers };
  }
}
