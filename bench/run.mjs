import { prepare } from '../src/launch/prepare.mjs';

/** `npm run bench` runs everything, `npm run bench -- queue live` only what is named. */
const BENCHES = {
  queue: async () => (await import('./queue.mjs')).benchQueue(),
  availability: async () => (await import('./availability.mjs')).benchAvailability(),
  live: async () => (await import('./live.mjs')).benchLive(),
  history: async () => (await import('./history.mjs')).benchHistory(),
};

await prepare({ only: ['server'] });
const named = process.argv.slice(2);
for (const name of named.length > 0 ? named : Object.keys(BENCHES)) {
  const bench = BENCHES[name];
  if (bench === undefined) {
    console.error(`there is no bench ${name}: ${Object.keys(BENCHES).join(', ')}`);
    process.exitCode = 1;
  } else {
    console.log(`== ${name}`);
    await bench();
  }
}
