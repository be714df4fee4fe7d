import { messageOf } from '@kapwa/core';
import {
  type Acknowledged,
  brokenPromises,
  createFragileDisk,
  type FragileDisk,
  roundsIn,
  runWorkload,
} from '@kapwa/testing';
import { defineScenario } from '../../scenario.js';
import { lowdbLosses } from './lowdb-control.js';
import { randomFrom } from './random.js';
import { storeOn } from './store-on.js';

const LANES = 3;
const ROUNDS = 14;

interface Run {
  readonly disk: FragileDisk;
  /** What had been acknowledged, by the number of steps the disk had seen. */
  readonly saved: readonly {
    readonly step: number;
    readonly lane: number;
    readonly round: number;
  }[];
}

/** Small snapshots, so that many of them fall into a run; journals mostly end with place for more. */
const openOn = (disk: FragileDisk) => storeOn(disk, 2_000, 6_000);

async function record(disk: FragileDisk, from: Acknowledged): Promise<Run> {
  const saved: { step: number; lane: number; round: number }[] = [];
  const store = openOn(disk);
  await store.open();
  const wanted = LANES * ROUNDS;
  await runWorkload(store, {
    lanes: LANES,
    from,
    filler: 900,
    isOver: () => saved.length >= wanted,
    acknowledged: (lane, round) => saved.push({ step: disk.steps(), lane, round }),
  });
  await store.close();
  return { disk, saved };
}

function savedBefore({ saved }: Run, step: number, from: Acknowledged): Acknowledged {
  const last: Acknowledged = new Map(from);
  for (let lane = 0; lane < LANES; lane += 1) last.set(lane, from.get(lane) ?? 0);
  for (const { step: at, lane, round } of saved) if (at <= step) last.set(lane, round);
  return last;
}

/** Whether a journal ends with place for more. */
function hasPlace({ files }: FragileDisk): boolean {
  return [...files].some(([name, bytes]) => name.startsWith('journal.') && bytes.at(-1) === 0);
}

async function look(disk: FragileDisk, saved: Acknowledged): Promise<string[]> {
  const store = openOn(disk);
  try {
    await store.open();
    return await brokenPromises(store, saved);
  } catch (error) {
    return [`does not open: ${messageOf(error)}`];
  } finally {
    await Promise.resolve(store.close()).catch(() => undefined);
  }
}

export default defineScenario({
  name: 'store/power-loss',
  promise:
    'what was acknowledged is there after a power cut at any moment, whole, and the bot starts',
  trials: { quick: 2_000, full: 20_000 },
  async run({ trials, seed, progress }) {
    const random = randomFrom(seed);
    const broken: string[] = [];
    const empty: Acknowledged = new Map();
    // One run on a new disk, and one on what a power cut has left of it.
    const first = await record(createFragileDisk(), empty);
    const half = first.disk.steps() >> 1;
    const cut = first.disk.afterPowerCut(half, random);
    const since = savedBefore(first, half, empty);
    const second = await record(cut, await standing(cut));
    const points = first.disk.steps() + second.disk.steps();
    let reserved = 0;
    for (let trial = 0; trial < trials; trial += 1) {
      const isFirst = trial % 2 === 0;
      const run = isFirst ? first : second;
      const step = 1 + ((trial >> 1) % run.disk.steps());
      const saved = savedBefore(run, step, isFirst ? empty : since);
      const left = run.disk.afterPowerCut(step, random);
      if (hasPlace(left)) reserved += 1;
      const found = await look(left, saved);
      broken.push(
        ...found.map((what) => `cut after step ${step} of run ${isFirst ? 1 : 2}: ${what}`),
      );
      if (trial % 50 === 0) progress(trial);
    }
    if (reserved === 0) broken.push('no state had place reserved in a journal');
    const control = await lowdbLosses(Math.min(trials, 2_000), randomFrom(seed));
    if (control.lost === 0)
      broken.push('the control, stock lowdb, lost nothing: this proves nothing');
    return {
      trials,
      broken,
      figures: `${points} crash points, ${first.saved.length + second.saved.length} rounds acknowledged, ${reserved} states with place reserved in a journal, ${broken.length} broken; stock lowdb: ${control.lost} of ${control.states} states lost an acknowledged write`,
    };
  },
});

/** Where the lanes really stand: what was not acknowledged may have come to the disk all the same. */
async function standing(disk: FragileDisk): Promise<Acknowledged> {
  const store = openOn(createFragileDisk(disk.files));
  await store.open();
  const rounds = await roundsIn(store, LANES);
  await store.close();
  return rounds;
}
