// Started and killed by the scenario: works in eight lanes, and says of every round that it was
// acknowledged, through a pipe that outlives it.
import { writeSync } from 'node:fs';
// By their files: with everything else of both packages each of the many starts takes four times as long.
import { createEmbeddedStore } from '../../../packages/core/src/store/embedded-store.js';
import { roundsIn, runWorkload } from '../../../packages/testing/src/contracts/store/workload.js';

const LANES = 8;
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Says it at once: what waited in this process would die with it. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      // The pipe is full for a moment where whoever listens is busy.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}

const [folder = ''] = process.argv.slice(2);
// Small enough that many kills hit a snapshot, and place that was reserved.
const store = createEmbeddedStore(folder, { snapshotAfter: 200_000, reserve: 20_000 });
await store.open();
await runWorkload(store, {
  lanes: LANES,
  from: await roundsIn(store, LANES),
  isOver: () => false,
  acknowledged: (lane, round) => say(`${lane} ${round}\n`),
});
