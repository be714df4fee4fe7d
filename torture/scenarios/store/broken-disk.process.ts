// Run under strace, which makes a system call fail: works until the store stops, and says so.
import { writeSync } from 'node:fs';
import type { KapwaError } from '@kapwa/core';
// By their files: with everything else of both packages each start takes four times as long.
import { createEmbeddedStore } from '../../../packages/core/src/store/embedded-store.js';
import { runWorkload } from '../../../packages/testing/src/contracts/store/workload.js';

const [folder = ''] = process.argv.slice(2);
const store = createEmbeddedStore(folder, { snapshotAfter: 20_000, reserve: 4_000 });
try {
  await store.open();
  await runWorkload(store, {
    lanes: 3,
    isOver: () => false,
    acknowledged: (lane, round) => void writeSync(1, `${lane} ${round}\n`),
  });
} catch (error) {
  writeSync(1, `${(error as KapwaError).code}\n`);
}
await new Promise((resolve) => setTimeout(resolve, 50));
process.exit(0);
