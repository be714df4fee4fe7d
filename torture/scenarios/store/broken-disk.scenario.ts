import { type KapwaError, messageOf } from '@kapwa/core';
import {
  type Acknowledged,
  brokenPromises,
  createFragileDisk,
  type DiskFault,
  type DiskFiles,
  runWorkload,
} from '@kapwa/testing';
import { defineScenario } from '../../scenario.js';
import { randomFrom } from './random.js';
import { storeOn } from './store-on.js';
import { hasStrace, underStrace } from './strace.js';

const LANES = 3;
const calls = ['append', 'sync', 'open', 'rename', 'syncFolder', 'remove', 'any'] as const;
/** Asked for while a store is being opened; not each of them every time. */
const openingCalls = ['names', 'read', ...calls] as const;

function faultFrom(random: () => number, trial: number): DiskFault {
  const call = calls[trial % calls.length] ?? 'any';
  // Writes and syncs happen all the time, the others at snapshots only.
  const most = call === 'append' || call === 'sync' || call === 'any' ? 120 : 6;
  return { call, nth: 1 + Math.floor(random() * most), code: random() < 0.5 ? 'EIO' : 'ENOSPC' };
}

/** Works until the disk breaks. What was acknowledged must be there afterwards, and nothing after it. */
async function workUntilBroken(fault: DiskFault): Promise<string[]> {
  const disk = createFragileDisk();
  const store = storeOn(disk, 5_000);
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
  const again = storeOn(createFragileDisk(disk.files));
  await again.open();
  broken.push(...(await brokenPromises(again, saved)));
  await again.close();
  return broken;
}

/** The disk has no room for what is reserved: the store goes on without, and loses nothing. */
async function workWithoutPlace(nth: number): Promise<string[]> {
  const disk = createFragileDisk();
  const store = storeOn(disk, 5_000);
  const saved: Acknowledged = new Map(Array.from({ length: LANES }, (_, lane) => [lane, 0]));
  await store.open();
  disk.fail({ call: 'reserve', nth, code: 'ENOSPC' });
  await runWorkload(store, {
    lanes: LANES,
    isOver: () => (saved.get(0) ?? 0) >= 30,
    acknowledged: (lane, round) => saved.set(lane, round),
  });
  const left = storeOn(createFragileDisk(disk.files));
  await left.open();
  return brokenPromises(left, saved);
}

/** A folder as a killed process leaves it, with the last write half done. */
async function leftByKilled(rounds: number): Promise<{ files: DiskFiles; saved: Acknowledged }> {
  const disk = createFragileDisk();
  const store = storeOn(disk, 5_000);
  const saved: Acknowledged = new Map(Array.from({ length: LANES }, (_, lane) => [lane, 0]));
  await store.open();
  let left = rounds;
  await runWorkload(store, {
    lanes: LANES,
    isOver: () => left <= 0,
    acknowledged(lane, round) {
      saved.set(lane, round);
      left -= 1;
    },
  });
  const files: DiskFiles = new Map(disk.files);
  const journal = [...files.keys()].findLast((name) => name.startsWith('journal.')) ?? '';
  const torn = Buffer.concat([files.get(journal) ?? Buffer.alloc(0), Buffer.from('half a wr')]);
  return { files: files.set(journal, torn), saved };
}

/** The disk breaks while a bot starts: it says so, and the next start finds everything. */
async function openWhileBroken(
  fault: DiskFault,
  { files, saved }: Awaited<ReturnType<typeof leftByKilled>>,
): Promise<{ readonly failed: boolean; readonly broken: string[] }> {
  const disk = createFragileDisk(files);
  disk.fail(fault);
  const store = storeOn(disk);
  const failed = await Promise.resolve(store.open()).then(
    () => false,
    () => true,
  );
  const broken: string[] = [];
  // It may have come that far by itself that the fault hits what it does later.
  if (!failed) broken.push(...(await brokenPromises(store, saved).catch(() => [])));
  await Promise.resolve(store.close()).catch(() => undefined);
  const again = storeOn(createFragileDisk(disk.files));
  await again.open();
  broken.push(...(await brokenPromises(again, saved)));
  await again.close();
  return { failed, broken };
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
    let refused = 0;
    const starts = Math.ceil(trials / 2);
    for (let trial = 0; trial < starts; trial += 1) {
      const call = openingCalls[trial % openingCalls.length] ?? 'any';
      const code = random() < 0.5 ? 'EIO' : 'ENOSPC';
      const fault: DiskFault = { call, nth: 1 + Math.floor(random() * 4), code };
      const folder = await leftByKilled(1 + Math.floor(random() * 60));
      const { failed, broken: found } = await openWhileBroken(fault, folder);
      if (failed) refused += 1;
      broken.push(...found.map((what) => `start, ${code} at ${call} ${fault.nth}: ${what}`));
      progress(trials + trial);
    }
    if (refused < starts / 4) broken.push(`only ${refused} of ${starts} starts met their fault`);
    for (let nth = 1; nth <= starts; nth += 1) {
      const found = await workWithoutPlace(nth);
      broken.push(...found.map((what) => `ENOSPC at reserve ${nth}: ${what}`));
      progress(trials + starts + nth);
    }
    const real = hasStrace() ? (size === 'full' ? 200 : 12) : 0;
    for (let trial = 0; trial < real; trial += 1)
      broken.push(...(await underStrace(trial, random)));
    const strace = real === 0 ? 'strace is not installed' : `${real} more under strace`;
    return {
      trials: trials + 2 * starts + real,
      broken,
      figures: `${trials} faults of the modelled disk, ${starts} while starting (${refused} refused), ${starts} while place is reserved, ${strace}, ${broken.length} broken`,
    };
  },
});
