import { createEmbeddedStore, type KapwaError, messageOf } from '@kapwa/core';
import {
  type Acknowledged,
  brokenPromises,
  createFragileDisk,
  type DiskFault,
  runWorkload,
} from '@kapwa/testing';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from './random.js';
import { hasStrace, underStrace } from './strace.js';

const LANES = 3;
const FOLDER = '/data';
const calls = ['append', 'sync', 'open', 'rename', 'syncFolder', 'remove', 'any'] as const;

function faultFrom(random: () => number, trial: number): DiskFault {
  const call = calls[trial % calls.length] ?? 'any';
  // Writes and syncs happen all the time, the others at snapshots only.
  const most = call === 'append' || call === 'sync' || call === 'any' ? 120 : 6;
  return { call, nth: 1 + Math.floor(random() * most), code: random() < 0.5 ? 'EIO' : 'ENOSPC' };
}

/** Works until the disk breaks. What was acknowledged must be there afterwards, and nothing after it. */
async function workUntilBroken(fault: DiskFault): Promise<string[]> {
  const disk = createFragileDisk();
  const store = createEmbeddedStore(FOLDER, { files: disk.port, snapshotAfter: 5_000 });
  const saved: Acknowledged = new Map(Array.from({ length: LANES }, (_, lane) => [lane, 0]));
  await store.open();
  disk.fail(fault);
  const broken: string[] = [];
  let failure: unknown;
  let rounds = 0;
  await runWorkload(store, {
    lanes: LANES,
    isOver: () => rounds > 400,
    acknowledged(lane, round) {
      if (failure !== undefined) broken.push(`round ${round} was acknowledged after the failure`);
      saved.set(lane, round);
      rounds += 1;
    },
  }).catch((error) => {
    failure = error;
  });
  await new Promise((resolve) => setImmediate(resolve));
  if (failure === undefined) return [`${fault.call} number ${fault.nth} did not fail`];
  if ((failure as KapwaError).code !== 'store.failed') broken.push(messageOf(failure));
  const later = await Promise.resolve(store.get('a', 'b')).then(
    () => 'was answered',
    (error: KapwaError) => error.code,
  );
  if (later !== 'store.failed') broken.push(`a read after the failure ${later}`);
  await Promise.resolve(store.close()).catch(() => undefined);
  const again = createEmbeddedStore(FOLDER, { files: createFragileDisk(disk.files).port });
  await again.open();
  broken.push(...(await brokenPromises(again, saved)));
  await again.close();
  return broken;
}

export default defineScenario({
  name: 'store/broken-disk',
  promise: 'after a failed write or sync nothing is acknowledged, and what was is there',
  trials: { quick: 12 * calls.length, full: 200 * calls.length },
  async run({ trials, size, seed, progress }) {
    const random = randomFrom(seed);
    const broken: string[] = [];
    for (let trial = 0; trial < trials; trial += 1) {
      const fault = faultFrom(random, trial);
      const found = await workUntilBroken(fault);
      broken.push(...found.map((what) => `${fault.code} at ${fault.call} ${fault.nth}: ${what}`));
      progress(trial);
    }
    const real = hasStrace() ? (size === 'full' ? 200 : 12) : 0;
    for (let trial = 0; trial < real; trial += 1)
      broken.push(...(await underStrace(trial, random)));
    const strace = real === 0 ? 'strace is not installed' : `${real} more under strace`;
    return {
      trials: trials + real,
      broken,
      figures: `${trials} faults of the modelled disk, ${strace}, ${broken.length} broken`,
    };
  },
});
