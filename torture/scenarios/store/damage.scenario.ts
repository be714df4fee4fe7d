import type { KapwaError } from '@kapwa/core';
import { createFragileDisk, type DiskFiles, roundsIn, runWorkload } from '@kapwa/testing';
import { defineScenario, type TortureResult, type Trial } from '../../scenario.js';
import { randomFrom } from './random.js';
import { storeOn } from './store-on.js';

const JOURNAL = 'journal.1.log';
const FLIPS = 10_000;

interface Made {
  readonly files: DiskFiles;
  /** How many rounds there are when the journal ends here. */
  readonly ends: readonly { readonly at: number; readonly rounds: number }[];
}

/** Where what was written ends, and place that was reserved begins: JSON ends with no zero. */
const endOf = (journal: Buffer): number => journal.findLastIndex((byte) => byte !== 0) + 1;

/** A folder with a journal of about `bytes`, as a killed process would leave it; longer by `filler`. */
async function made(bytes: number, filler: number): Promise<Made> {
  const disk = createFragileDisk();
  const store = storeOn(disk);
  await store.open();
  const size = (): number => endOf(disk.files.get(JOURNAL) ?? Buffer.alloc(0));
  const ends: { at: number; rounds: number }[] = [];
  await runWorkload(store, {
    lanes: 1,
    filler,
    isOver: () => size() >= bytes,
    acknowledged: (_, round) => ends.push({ at: size(), rounds: round }),
  });
  return { files: new Map(disk.files), ends };
}

type Seen = { readonly rounds: number } | { readonly refused: KapwaError };

async function open(files: DiskFiles): Promise<Seen> {
  const store = storeOn(createFragileDisk(files));
  try {
    await store.open();
    return { rounds: (await roundsIn(store, 1)).get(0) ?? 0 };
  } catch (error) {
    return { refused: error as KapwaError };
  }
}

function withJournal({ files }: Made, journal: Buffer): DiskFiles {
  return new Map([...files, [JOURNAL, journal]]);
}

function roundsBefore({ ends }: Made, at: number): number {
  return ends.findLast((end) => end.at <= at)?.rounds ?? 0;
}

/** The journal as it is when only so much of it came to the disk. */
function cutAt(journal: Buffer, at: number): Buffer {
  // Every other time with the place that was reserved for the rest.
  return at % 2 === 0
    ? journal.subarray(0, at)
    : Buffer.concat([journal.subarray(0, at), Buffer.alloc(journal.length - at)]);
}

/** Cut at every byte: what was whole before the cut is there, and no more than one round beyond. */
async function cutEverywhere(whole: Made, journal: Buffer, broken: string[], done: () => void) {
  const [title = 0] = [journal.readUInt32LE(0) + 8];
  for (let at = 0; at <= journal.length; at += 1) {
    const seen = await open(withJournal(whole, cutAt(journal, at)));
    done();
    // The first frame was synced before anything else: without it somebody has cut the file.
    if (at < title) {
      if (!('refused' in seen)) broken.push(`cut at ${at}, in the title, and nothing was said`);
      continue;
    }
    const least = roundsBefore(whole, at);
    if ('refused' in seen) broken.push(`cut at ${at}: refused, ${seen.refused.message}`);
    else if (seen.rounds !== least && seen.rounds !== least + 1) {
      broken.push(`cut at ${at}: ${seen.rounds} rounds, not ${least}`);
    }
  }
}

/**
 * One bit changed: refused with the place, or, in the last write, taken for one that was cut off. In
 * what was reserved it takes nothing away.
 */
async function flip(whole: Made, journal: Buffer, at: number, bit: number): Promise<string[]> {
  const changed = Buffer.from(journal);
  changed[at] = (changed[at] ?? 0) ^ (1 << bit);
  const seen = await open(withJournal(whole, changed));
  const last = lastFrame(journal);
  if ('refused' in seen) {
    const { code, message } = seen.refused;
    const says = /journal\.1\.log .* at byte \d+.*kapwa storage repair/s.test(message);
    return code === 'store.damaged' && says ? [] : [`bit ${bit} of ${at}: ${code}, ${message}`];
  }
  const least = roundsBefore(whole, at < endOf(journal) ? last : journal.length);
  if (at >= last && seen.rounds >= least) return [];
  return [`bit ${bit} of ${at} changed and nothing was said`];
}

function lastFrame(journal: Buffer): number {
  let last = 0;
  const end = endOf(journal);
  for (let at = 0; at < end; at += 8 + journal.readUInt32LE(at)) last = at;
  return last;
}

/**
 * In CI so many bytes stand in several journals: at each cut the journal before it is read again,
 * which takes a long one eight times as long.
 */
const JOURNALS = { quick: 8, full: 1 } as const;

async function run({ trials, size, seed, progress }: Trial): Promise<TortureResult> {
  const random = randomFrom(seed);
  const broken: string[] = [];
  let done = 0;
  const count = (): void => {
    done += 1;
    if (done % 500 === 0) progress(done);
  };
  const journals = JOURNALS[size];
  for (let number = 0; number < journals; number += 1) {
    // Each is of other writes, so that they are cut at other places.
    const whole = await made((trials - FLIPS) / journals, 40 + 7 * number);
    const journal = whole.files.get(JOURNAL) ?? Buffer.alloc(0);
    await cutEverywhere(whole, journal, broken, count);
    for (let flips = 0; flips < FLIPS / journals; flips += 1) {
      const at = Math.floor(random() * journal.length);
      broken.push(...(await flip(whole, journal, at, Math.floor(random() * 8))));
      count();
    }
  }
  const figures = `${journals === 1 ? 'a journal' : `${journals} journals`} cut at each of ${done - FLIPS} places, ${FLIPS} bits flipped, ${broken.length} broken`;
  return { trials: done, broken, figures };
}

export default defineScenario({
  name: 'store/damage',
  promise:
    'a journal that is cut off is read to its last whole write; one that is damaged is refused',
  trials: { quick: 65_536 + FLIPS, full: 65_536 + FLIPS },
  run,
});
