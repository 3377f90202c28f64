import { readSettings, type Settings } from '../config/environment.js';
import { type Running, serve } from './serve.js';
import { startProblemLine } from './start-problems.js';

/** A service manager kills what has not stopped after a while; by then everything must be in order. */
const STOP_LIMIT_MS = 10_000;

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
  let asked = false;
  const stop = () => {
    if (asked) process.exit(1);
    asked = true;
    setTimeout(() => fail(`not everything stopped within ${STOP_LIMIT_MS / 1000} s`), STOP_LIMIT_MS).unref();
    starting
      .then((running) => running.stop())
      .then(() => process.exit(0))
      .catch((error: unknown) => fail(startProblemLine(error, null)));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

// Leaving also tells the embedded PostgreSQL to stop, see its `exit` listener.
function fail(line: string): never {
  process.stderr.write(`Sportello: ${line}\n`);
  process.exit(1);
}
