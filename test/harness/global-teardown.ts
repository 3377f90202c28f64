/** Stops the run's server. */
export default async function globalTeardown(): Promise<void> {
  await globalThis.sportelloTestServer?.stop();
}
