const { existsSync } = require('node:fs');
const { isBuiltin } = require('node:module');
const { dirname, resolve } = require('node:path');

// The sources import by the name that the compiler will write (`./clock.js`), which is not there while ESLint reads.
// Without this the rule of the rooms would see no file behind any import, and pass everything.
const SOURCES = ['.ts', '.tsx', '.js', '.mjs'];

exports.interfaceVersion = 2;

/** Finds the source file behind a relative import; packages are not looked up, since no rule asks about them. */
exports.resolve = (source, file) => {
  if (isBuiltin(source)) return { found: true, path: null };
  if (!source.startsWith('.')) return { found: false };
  const path = resolve(dirname(file), source);
  const candidates = [path, ...SOURCES.map((ending) => path.replace(/\.js$/, '') + ending)];
  const found = candidates.find((candidate) => /\.\w+$/.test(candidate) && existsSync(candidate));
  return found === undefined ? { found: false } : { found: true, path: found };
};
