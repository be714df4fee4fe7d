// Started and killed by the scenario: works in eight lanes, and says of every round that it was
// acknowledged, through a pipe that outlives it.
import { writeSync } from 'node:fs';
import { createEmbeddedStore } from '@kapwa/core';
import { roundsIn, runWorkload } from '@kapwa/testing';

const LANES = 8;
const [folder = ''] = process.argv.slice(2);
// Small enough that many kills hit a snapshot.
const store = createEmbeddedStore(folder, { snapshotAfter: 200_000 });
await store.open();
await runWorkload(store, {
  lanes: LANES,
  from: await roundsIn(store, LANES),
  isOver: () => false,
  acknowledged: (lane, round) => void writeSync(1, `${lane} ${round}\n`),
});
