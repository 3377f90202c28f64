// The first thing that runs, before any package is there: Node's own modules only.
const NEEDED = [20, 19];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(`Sportello: needs Node ${NEEDED.join('.')} or later, this is ${process.versions.node}\n`);
  process.exit(1);
}

const { endWith } = await import('./checkout.mjs');
const { prepare } = await import('./prepare.mjs');
await prepare().catch(endWith);
await import('../../dist/src/main.js').catch(endWith);
