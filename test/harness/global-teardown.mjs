import { rmSync } from 'node:fs';

/** Stops the run's server and removes its folder. */
export default async function globalTeardown() {
  const { server, folder } = globalThis.sportelloTestServer ?? {};
  await server?.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
