import { readSettings, type Settings } from '../config/environment.js';
import { type Running, serve } from './serve.js';
import { startProblemLine } from './start-problems.js';

/** A service manager kills what has not stopped after a while; by then everything must be in order. */
const STOP_LIMIT_MS = 10_000;
/** One Ctrl-C comes twice: from the terminal, and passed on by npm. */
const SAME_REQUEST_MS = 500;

/** Runs the program until it is told to stop; a start that fails is one line on stderr and exit code 1. */
export async function run(env: NodeJS.ProcessEnv): Promise<void> {
  let settings: Settings | null = null;
  try {
    settings = readSettings(env);
    const starting = serve(settings, fail);
    stopOnSignals(starting);
    await starting;
  } catch (error) {
    fail(startProblemLine(error, settings));
  }
}

function stopOnSignals(starting: Promise<Running>): void {
  let askedAt: number | null = null;
  const stop = () => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_REQUEST_MS) process.exit(1);
      return;
    }
    askedAt = performance.now();
    setTimeout(() => fail(`not everything stopped within ${STOP_LIMIT_MS / 1000} s`), STOP_LIMIT_MS).unref();
    starting
      .then((running) => running.stop())
      .then(() => process.exit(0))
      .catch((error: unknown) => fail(startProblemLine(error, null)));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
}

// Leaving also tells the embedded PostgreSQL to stop, see its `exit` listener.
function fail(line: string): never {
  process.stderr.write(`Sportello: ${line}\n`);
  process.exit(1);
}
