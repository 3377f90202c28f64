import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, endWith, ROOT } from '../src/launch/checkout.mjs';
import { prepare } from '../src/launch/prepare.mjs';

/** Runs Jest with the arguments of `npm test -- …`. @returns its exit code, null when a signal ended it */
async function runJest(resultFile) {
  const jest = at('node_modules', 'jest', 'bin', 'jest.js');
  const config = at('test', 'jest.config.json');
  const args = ['-c', config, '--json', `--outputFile=${resultFile}`, ...process.argv.slice(2)];
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  // With --json Jest prints the results to stdout as well; people read its report, which goes to stderr.
  const child = spawn(process.execPath, [...flags, jest, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('close', resolve));
}

/** Counts Jest's own results. A file that could not even be loaded counts as one failure. */
function count(resultFile) {
  try {
    const results = JSON.parse(readFileSync(resultFile, 'utf8'));
    return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

await prepare().catch(endWith);
const folder = mkdtempSync(join(tmpdir(), 'sportello-test-'));
const resultFile = join(folder, 'results.json');
const code = await runJest(resultFile);
const { passed, failed } = count(resultFile);
rmSync(folder, { recursive: true, force: true });
// Jest also fails for reasons beyond single tests, such as a failed set-up: the line must not look good then.
const unexplained = code !== 0 && failed === 0 ? 1 : 0;
console.log(`${passed} passed, ${failed + unexplained} failed`);
process.exitCode = passed > 0 && failed + unexplained === 0 ? 0 : 1;
