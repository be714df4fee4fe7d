/** graphile-worker doing the same: `node workers/graphile-worker.js URL WORK`; ends when its input does. */
import { run } from 'graphile-worker';

const [connectionString, work] = process.argv.slice(2);

/** One read, one write, one reply, in one transaction; the reply is a job of its own. */
async function handle({ chat }, helpers) {
  await helpers.withPgClient(async (client) => {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT count FROM bench.counts WHERE chat = $1', [chat]);
    const count = (rows[0]?.count ?? 0) + 1;
    await client.query(
      `INSERT INTO bench.counts (chat, count) VALUES ($1, $2)
      ON CONFLICT (chat) DO UPDATE SET count = excluded.count`,
      [chat, count],
    );
    await client.query(
      `SELECT graphile_worker.add_job('send', json_build_object('chat', $1::text), queue_name := 'send ' || $1)`,
      [chat],
    );
    await client.query('COMMIT');
  });
}

const { Logger } = await import('graphile-worker');
const runner = await run({
  connectionString,
  concurrency: 20,
  maxPoolSize: 22,
  noHandleSignals: true,
  pollInterval: 100,
  logger: new Logger(() => () => undefined),
  taskList:
    work === 'nothing'
      ? { handle: async () => undefined }
      : { handle, send: async () => undefined },
});
console.log('ready');
process.stdin.resume();
process.stdin.once('end', async () => {
  await runner.stop();
  process.exit(0);
});
