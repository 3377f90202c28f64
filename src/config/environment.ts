import { isIP } from 'node:net';
import { z } from 'zod';
import { StartProblem } from './start-problem.js';

/** A variable with a refused value; the message is one line: the variable's name and the reason. */
export class SettingsError extends StartProblem {
  constructor(line: string) {
    super(line);
    this.name = 'SettingsError';
  }
}

/** What the environment says, checked; `null` where a variable is absent and nothing stands in for it. */
export type Settings = Readonly<{
  /** 0 asks the system for a free port. */
  port: number;
  host: string;
  /** Absent: the embedded PostgreSQL. */
  databaseUrl: string | null;
  dataDir: string;
  directoryFile: string | null;
  adminPassword: string | null;
  secretKey: string | null;
  /** Addresses, CIDR ranges, or `loopback`, `linklocal`, `uniquelocal`. */
  trustedProxies: string[];
  /** RFC 3339, as given. */
  clockStart: string | null;
  clockSpeed: number;
  rateLimits: boolean;
  /** Without a slash at the end. */
  publicUrl: string | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  /** `null`: decided by what the start meets. */
  demo: boolean | null;
}>;

const SHORTEST_SECRET = 32;
const PROXY_NAMES = new Set(['loopback', 'linklocal', 'uniquelocal']);

// An empty variable counts as absent: service managers and compose files pass them so.
const absent = (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(absent, schema.nullable().default(null as never));
const withDefault = <T extends z.ZodType>(schema: T, value: z.output<T>) =>
  z.preprocess(
    absent,
    schema.optional().transform((given) => given ?? value),
  );

const text = z.string().trim();
const address = (protocols: RegExp, example: string) =>
  text.refine((value) => protocols.test(value) && URL.canParse(value), `must look like ${example}`);

const Port = text
  .regex(/^\d{1,5}$/, 'must be a number from 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65535, 'must be a number from 0 to 65535');
const Proxies = text
  .transform((value) => value.split(',').flatMap((part) => part.trim() || []))
  .refine((list) => list.every(isProxy), 'must be addresses or CIDR ranges, separated by commas');
const Speed = text
  .transform(Number)
  .refine((speed) => speed > 0 && speed <= 100_000, 'must be a number above 0, at most 100000');
const PublicUrl = address(/^https?:\/\/[^?#]+$/i, 'https://desk.example.it').transform((url) =>
  url.replace(/\/+$/, ''),
);
const OnOff = text.pipe(z.enum(['on', 'off'], 'must be on or off')).transform((value) => value === 'on');
const TrueFalse = text.pipe(z.enum(['true', 'false'], 'must be true or false')).transform((value) => value === 'true');

const Environment = z.object({
  PORT: withDefault(Port, 3000),
  HOST: withDefault(text.regex(/^[A-Za-z0-9.:_-]+$/, 'must be an address or a host name'), '127.0.0.1'),
  DATABASE_URL: optional(address(/^postgres(ql)?:\/\/./, 'postgres://user:password@host:5432/database')),
  DATA_DIR: withDefault(text, './data'),
  DIRECTORY_FILE: optional(text),
  ADMIN_PASSWORD: optional(z.string().max(256, 'must have at most 256 characters')),
  SECRET_KEY: optional(z.string().min(SHORTEST_SECRET, `must have at least ${SHORTEST_SECRET} characters`)),
  TRUSTED_PROXIES: withDefault(Proxies, []),
  CLOCK_START: optional(
    text.pipe(z.iso.datetime({ offset: true, error: 'must be an instant such as 2026-11-24T09:00:00+01:00' })),
  ),
  CLOCK_SPEED: withDefault(Speed, 1),
  RATE_LIMITS: withDefault(OnOff, true),
  PUBLIC_URL: optional(PublicUrl),
  SMTP_URL: optional(address(/^smtps?:\/\/./, 'smtp://user:password@host:587')),
  MAIL_FROM: optional(text.regex(/^[^\s@]+@[^\s@]+$|<[^\s@]+@[^\s@]+>$/, 'must be an e-mail address')),
  DEMO: optional(TrueFalse),
});

/**
 * The one place that reads the environment.
 *
 * @throws SettingsError naming the first refused variable and the reason
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const read = Environment.safeParse(env);
  if (!read.success) throw refusal(read.error, env);
  const value = read.data;
  refuseCombinations(env, value);
  return Object.freeze({
    port: value.PORT,
    host: value.HOST,
    databaseUrl: value.DATABASE_URL,
    dataDir: value.DATA_DIR,
    directoryFile: value.DIRECTORY_FILE,
    adminPassword: value.ADMIN_PASSWORD,
    secretKey: value.SECRET_KEY,
    trustedProxies: value.TRUSTED_PROXIES,
    clockStart: value.CLOCK_START,
    clockSpeed: value.CLOCK_SPEED,
    rateLimits: value.RATE_LIMITS,
    publicUrl: value.PUBLIC_URL,
    smtpUrl: value.SMTP_URL,
    mailFrom: value.MAIL_FROM,
    demo: value.DEMO,
  });
}

function refuseCombinations(env: NodeJS.ProcessEnv, value: z.infer<typeof Environment>): void {
  if (value.DATABASE_URL !== null && value.SECRET_KEY === null) {
    throw new SettingsError('SECRET_KEY: is needed with DATABASE_URL, the same on every node');
  }
  if (absent(env.CLOCK_SPEED) !== undefined && value.CLOCK_START === null) {
    throw new SettingsError('CLOCK_SPEED: means something only with CLOCK_START');
  }
  if (value.SMTP_URL !== null && value.MAIL_FROM === null) {
    throw new SettingsError('MAIL_FROM: is needed with SMTP_URL');
  }
}

// Values that may be secrets are never repeated in a message.
const SECRETS = new Set(['DATABASE_URL', 'ADMIN_PASSWORD', 'SECRET_KEY', 'SMTP_URL']);

function refusal(error: z.ZodError, env: NodeJS.ProcessEnv): SettingsError {
  const issue = error.issues[0];
  const name = String(issue?.path[0] ?? 'environment');
  const given = SECRETS.has(name) ? '' : ` (not "${String(env[name]).replace(/\s+/g, ' ').slice(0, 80)}")`;
  return new SettingsError(`${name}: ${issue?.message ?? 'is not valid'}${given}`);
}

function isProxy(entry: string): boolean {
  if (PROXY_NAMES.has(entry)) return true;
  const [host = '', bits, ...rest] = entry.split('/');
  const version = isIP(host);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
