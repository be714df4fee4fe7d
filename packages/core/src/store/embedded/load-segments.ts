import { join } from 'node:path';
import type { AuditLink, LedgerEntry } from '../store.js';
import { type StoreState, sessionOf } from '../store-state.js';
import { bytesOf, parseStored } from './journal-entry.js';
import { type Frame, readFrames } from './journal-frame.js';
import type { Loss } from './loss.js';
import { readName } from './segment-name.js';
import { countsOf, noSegments, type Place, type Segments } from './segments.js';
import type { SegmentInfo } from './state-file.js';

function loadFrame(state: StoreState, segments: Segments, name: string, frame: Frame): void {
  const { kind, day } = readName(name);
  if (kind === 'seen') {
    state.seen.load(day, frame.payload);
    return;
  }
  const value = parseStored(frame.payload.toString('utf8'));
  if (kind === 'ledger') {
    for (const entry of value as LedgerEntry[]) state.ledger.add(entry);
  } else if (kind === 'audit') {
    const first = (value as AuditLink[])[0]?.n ?? 0;
    segments.audit.push({ segment: name, first, at: frame.at, end: frame.end });
  } else {
    const [space, key, text] = value as [string, string, string | null];
    const values = sessionOf(state, space);
    if (text === null) values.delete(key);
    else values.set(key, bytesOf(text));
  }
}

/** Reads the segments that a snapshot counts on into the state; tells what cannot be read. */
export async function loadSegments(
  { files, folder }: Place,
  infos: readonly SegmentInfo[],
  state: StoreState,
  lose: (loss: Loss) => void,
): Promise<Segments> {
  const segments: Segments = { ...noSegments(), infos };
  for (const { name, bytes } of infos) {
    const content = (await files.read(join(folder, name)))?.subarray(0, bytes) ?? Buffer.alloc(0);
    let at = 0;
    for (;;) {
      const ending = readFrames(content, at, (frame) => loadFrame(state, segments, name, frame));
      if (ending.kind === 'whole' && ending.end === bytes) break;
      const what = content.length < bytes ? 'is too short' : 'is damaged';
      lose({ file: name, at: ending.end, what });
      if (ending.kind !== 'damaged') break;
      at = ending.next;
    }
  }
  const names = infos.map(({ name }) => readName(name));
  const saved = (kind: 'seen' | 'ledger'): ReadonlyMap<number, number> => {
    const days = new Set(names.filter((name) => name.kind === kind).map(({ day }) => day));
    return countsOf(state[kind].days().filter(({ day }) => days.has(day)));
  };
  return { ...segments, seen: saved('seen'), ledger: saved('ledger') };
}
