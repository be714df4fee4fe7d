/** A worker of the bench: `node workers/kapwa-worker.js URL`; ends when its input does. */
import { createWorker } from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { adapter, counter } from './plugin.js';

const [url] = process.argv.slice(2);
const worker = createWorker({
  adapters: [adapter],
  plugins: [counter],
  store: postgresStore({ url }),
});
await worker.start();
console.log('ready');
process.stdin.resume();
process.stdin.once('end', async () => {
  await worker.stop();
  process.exit(0);
});
