import { basename } from 'node:path';
import type { StoreChange } from '../store-state.js';
import { type JournalTitle, journalNumber, journalPath } from './journal.js';
import { changeOfText, parseStored } from './journal-entry.js';
import { type Frame, readFrames } from './journal-frame.js';
import type { Loss } from './loss.js';
import type { Place } from './segments.js';
import type { StateFile } from './state-file.js';

/** A journal that was read: how much of it is good. */
export interface Replayed {
  readonly number: number;
  readonly frames: number;
  readonly bytes: number;
  /** Bytes of a write that was cut off. */
  readonly torn: number;
}

/** How to read journals. */
export interface Replay {
  readonly place: Place;
  readonly store: string;
  readonly lose: (loss: Loss) => void;
  apply(change: StoreChange): void;
}

function readItems(payload: Buffer): readonly unknown[] {
  try {
    const items = parseStored(payload.toString('utf8'));
    return Array.isArray(items) ? items : [];
  } catch {
    return [];
  }
}

async function replay(number: number, { place, store, lose, apply }: Replay): Promise<Replayed> {
  const path = journalPath(place.folder, number);
  const file = basename(path);
  const bytes = (await place.files.read(path)) ?? Buffer.alloc(0);
  let frames = 0;
  const take = ({ payload, at: where }: Frame): void => {
    const [count, ...changes] = readItems(payload);
    if (count !== frames) lose({ file, at: where, what: 'does not go on where it left off' });
    frames = Number(count) + 1;
    const title = changes[0] as Partial<JournalTitle> | undefined;
    if (count !== 0) for (const change of changes) apply(changeOfText(change as StoreChange));
    else if (title?.store !== store || title.journal !== number) {
      lose({ file, at: where, what: 'is the journal of another store' });
    }
  };
  let at = 0;
  for (;;) {
    const ending = readFrames(bytes, at, take);
    if (ending.kind !== 'damaged') {
      const torn = ending.kind === 'torn' ? bytes.length - ending.end : 0;
      return { number, frames, bytes: ending.end, torn };
    }
    lose({ file, at: ending.end, what: 'is damaged' });
    at = ending.next;
    frames = Number(readItems(bytes.subarray(at + 8, at + 8 + bytes.readUInt32LE(at)))[0]);
  }
}

/** Numbers of the journals that follow on a snapshot; the first one was there before it. */
function following(numbers: readonly number[], seq: number, lose: Replay['lose']): number[] {
  const last = Math.max(seq, ...numbers);
  const wanted = Array.from({ length: last - seq + 1 }, (_, index) => seq + index);
  return wanted.filter((number) => {
    if (numbers.includes(number)) return true;
    lose({ file: basename(journalPath('', number)), at: 0, what: 'is missing' });
    return false;
  });
}

/** Only the last write can have been cut off: what stands after it was never begun. */
function checkTorn(journals: readonly Replayed[], lose: Replay['lose']): void {
  for (const [index, { number, torn, bytes, frames }] of journals.entries()) {
    const goesOn = journals.slice(index + 1).some((later) => later.frames > 1);
    // The first frame was on the disk before anything else counted on this journal.
    const isCut = torn > 0 && goesOn;
    const isHeadless = frames === 0 && (index === 0 || goesOn);
    if (isCut || isHeadless) {
      lose({ file: basename(journalPath('', number)), at: bytes, what: 'is cut off' });
    }
  }
}

/** The numbers of the journals in a folder, in order. */
export async function journalsIn({ files, folder }: Place): Promise<number[]> {
  const numbers = (await files.names(folder)).flatMap((name) => journalNumber(name) ?? []);
  return numbers.sort((one, other) => one - other);
}

/** Whether nothing but an interrupted first start has left these journals. */
export async function areEmpty(place: Place, numbers: readonly number[]): Promise<boolean> {
  for (const number of numbers) {
    const bytes = await place.files.read(journalPath(place.folder, number));
    let frames = 0;
    const ending = readFrames(bytes ?? Buffer.alloc(0), 0, () => {
      frames += 1;
    });
    if (frames > 1 || ending.kind === 'damaged') return false;
  }
  return true;
}

/** Applies what journals say came after a snapshot, in order. */
export async function replayAll(
  numbers: readonly number[] | undefined,
  { seq }: StateFile,
  how: Replay,
): Promise<Replayed[]> {
  if (numbers === undefined) return [];
  const journals: Replayed[] = [];
  for (const number of following(numbers, seq, how.lose)) journals.push(await replay(number, how));
  checkTorn(journals, how.lose);
  return journals;
}
