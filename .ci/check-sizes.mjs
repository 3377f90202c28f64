import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** Kiosks and displays are old machines on slow lines: all JavaScript of one together, compressed. */
const LIMIT_BYTES = 50 * 1024;

let failed = false;
for (const ui of ['kiosk', 'display']) {
  const folder = fileURLToPath(new URL(`../dist/ui/${ui}/`, import.meta.url));
  const scripts = readdirSync(folder, { recursive: true }).filter((name) => extname(String(name)) === '.js');
  const bytes = scripts.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, String(name)))).length, 0);
  const fits = scripts.length > 0 && bytes < LIMIT_BYTES;
  console.log(
    `${ui}: ${(bytes / 1024).toFixed(1)} KB of JavaScript (gzip), limit ${LIMIT_BYTES / 1024} KB${fits ? '' : ' – FAILED'}`,
  );
  failed ||= !fits;
}
process.exitCode = failed ? 1 : 0;
