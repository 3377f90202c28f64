import pg from 'pg';

// Loaded into the server before itself: counts what it sends to PostgreSQL, by the names of prepared statements.
const counts = {};
const { query } = pg.Client.prototype;

pg.Client.prototype.query = function (config, ...rest) {
  const name = config?.name ?? config?.text ?? String(config);
  counts[name] = (counts[name] ?? 0) + 1;
  return query.call(this, config, ...rest);
};

process.on('message', () => process.send(counts));
process.channel?.unref();
