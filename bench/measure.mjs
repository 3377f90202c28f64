/** Figures of one run: requests per second, latency percentiles in milliseconds (nearest rank), errors. */
export function figures(latencies, seconds, errors) {
  const sorted = Float64Array.from(latencies).sort();
  const rank = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
  return { perSecond: sorted.length / seconds, p50: rank(0.5), p99: rank(0.99), errors };
}

/**
 * Lets `clients` repeat `work(client)` until `count` rounds are done or `seconds` are over. `work` returns the
 * milliseconds that count, or null for a round that does not; a throw is an error.
 */
export async function repeat({ clients, count, seconds, work }) {
  const latencies = [];
  let errors = 0;
  let left = count;
  const started = performance.now();
  const deadline = started + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (left-- > 0 && performance.now() < deadline) {
        try {
          const took = await work(client);
          if (took !== null) latencies.push(took);
        } catch (error) {
          errors++;
          if (errors === 1) console.error(`first error: ${error.message}`);
        }
      }
    }),
  );
  return figures(latencies, (performance.now() - started) / 1000, errors);
}

export async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** One line of a table of figures. */
export function line(name, { perSecond, p50, p99, errors }) {
  const number = (value, digits) => value.toFixed(digits).padStart(9);
  return `${name.padEnd(36)}${number(perSecond, 0)}/s  p50 ${number(p50, 2)} ms  p99 ${number(p99, 2)} ms  errors ${errors}`;
}
