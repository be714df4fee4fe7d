import { join } from 'node:path';
import { inSlices } from '../../in-slices.js';
import type { LedgerRows } from '../ledger.js';
import type { AuditLink } from '../store.js';
import type { StoreChange, StoreState } from '../store-state.js';
import type { FilePort } from './file-port.js';
import { frameOf } from './journal-frame.js';
import { type Kind, nameOf, readName, type SegmentName } from './segment-name.js';
import type { SegmentInfo } from './state-file.js';

/** What changed since the last snapshot, and so stands in no segment yet. */
export interface Unsaved {
  /** Keys by session space. */
  sessions: Map<string, Set<string>>;
  /** Kinds of which something was taken away: it must go from the files too. */
  readonly cleared: Set<Kind>;
}

/** Nothing changed yet. */
function nothingUnsaved(): Unsaved {
  return { sessions: new Map(), cleared: new Set() };
}

/** Remembers what a change leaves to be saved. */
export function noteUnsaved(unsaved: Unsaved, change: StoreChange): void {
  if (change.session !== undefined) {
    const { space, values } = change.session;
    const keys = unsaved.sessions.get(space) ?? new Set();
    unsaved.sessions.set(space, keys);
    for (const [key] of values) keys.add(key);
    // The value before it stays in the file until the file is written anew.
    unsaved.cleared.add('session');
  }
  if (change.erasure !== undefined) unsaved.cleared.add('session').add('ledger');
}

/** What is to be added to one segment, as it was at one moment. */
interface Addition {
  readonly name: SegmentName;
  /** Written anew, with everything that belongs into it. */
  readonly anew: boolean;
  readonly payloads: Iterable<string | Uint8Array>;
}

const PER_FRAME = 200;

/** How much of each day is in the file. */
type Saved = ReadonlyMap<number, number>;

/** How much there is of each day. */
export function countsOf(days: readonly { readonly day: number; readonly count: number }[]): Saved {
  return new Map(days.map(({ day, count }) => [day, count]));
}

function* inFrames(items: readonly unknown[]): Iterable<string> {
  for (let at = 0; at < items.length; at += PER_FRAME) {
    yield JSON.stringify(items.slice(at, at + PER_FRAME));
  }
}

type SessionRow = readonly [space: string, key: string, value: Uint8Array | null];

function* sessionFrames(rows: readonly SessionRow[]): Iterable<string> {
  for (const [space, key, value] of rows) {
    yield JSON.stringify([space, key, value && Buffer.from(value).toString('base64')]);
  }
}

function sessionAddition(state: StoreState, unsaved: Unsaved, anew: boolean): Addition[] {
  const rows: SessionRow[] = [];
  if (anew) {
    for (const [space, values] of state.sessions) {
      for (const [key, value] of values) rows.push([space, key, value]);
    }
  } else {
    for (const [space, keys] of unsaved.sessions) {
      const values = state.sessions.get(space);
      for (const key of keys) rows.push([space, key, values?.get(key) ?? null]);
    }
  }
  if (rows.length === 0 && !anew) return [];
  return [{ name: { kind: 'session', day: 0 }, anew, payloads: sessionFrames(rows) }];
}

/** Read as they are written: all at once would be a pause. */
function* ledgerFrames(
  entries: LedgerRows['entries'],
  from: number,
  count: number,
): Iterable<string> {
  for (let at = from; at < count; at += PER_FRAME) {
    const some = entries(at, Math.min(at + PER_FRAME, count));
    if (some.length > 0) yield JSON.stringify(some);
  }
}

function ledgerAdditions(state: StoreState, saved: Saved, anew: boolean): Addition[] {
  return state.ledger.days().flatMap(({ day, count, entries }) => {
    const from = anew ? 0 : (saved.get(day) ?? 0);
    const name = { kind: 'ledger', day } as const;
    return count === from ? [] : [{ name, anew, payloads: ledgerFrames(entries, from, count) }];
  });
}

function seenAdditions(state: StoreState, saved: Saved): Addition[] {
  return state.seen.days().flatMap(({ day, count, bytes }) => {
    const from = saved.get(day) ?? 0;
    const name = { kind: 'seen', day } as const;
    return count === from ? [] : [{ name, anew: false, payloads: [bytes(from)] }];
  });
}

/** Where in the file of the audit which links are. */
export interface AuditPlace {
  readonly segment: string;
  readonly first: number;
  readonly at: number;
  readonly end: number;
}

/** What a store knows of its segments. */
export interface Segments {
  infos: readonly SegmentInfo[];
  seen: Saved;
  ledger: Saved;
  audit: AuditPlace[];
  unsaved: Unsaved;
}

/** No segment at all. */
export function noSegments(): Segments {
  return { infos: [], seen: new Map(), ledger: new Map(), audit: [], unsaved: nothingUnsaved() };
}

/** Everything that a snapshot has to add to the segments, taken at one moment. */
export interface SegmentCut {
  readonly additions: readonly Addition[];
  readonly seen: Saved;
  readonly ledger: Saved;
  readonly links: number;
  /** Days that are not over yet or not forgotten yet. */
  isKept(name: SegmentName): boolean;
}

/** Below this a file is not worth writing anew, bytes. */
const SMALL_FILE = 8 * 1024 * 1024;

/** Whether the session file holds mostly values that have been replaced. */
function isMostlyOld(state: StoreState, { infos }: Segments): boolean {
  const bytes = infos.find(({ name }) => readName(name).kind === 'session')?.bytes ?? 0;
  if (bytes < SMALL_FILE) return false;
  let live = 0;
  for (const values of state.sessions.values()) {
    for (const value of values.values()) live += value.byteLength;
  }
  return bytes > 4 * live;
}

/** Takes what is unsaved; from now on new changes are collected for the next snapshot. */
export function cutSegments(state: StoreState, segments: Segments, anew: boolean): SegmentCut {
  const { unsaved } = segments;
  segments.unsaved = nothingUnsaved();
  // What was cleared long ago is still to be cleared when the files are next written anew.
  if (!anew) for (const kind of unsaved.cleared) segments.unsaved.cleared.add(kind);
  const isAnew = (kind: Kind): boolean =>
    (anew && unsaved.cleared.has(kind)) || (kind === 'session' && isMostlyOld(state, segments));
  const links = [...state.audit];
  const audit: Addition = {
    name: { kind: 'audit', day: 0 },
    anew: false,
    payloads: inFrames(links),
  };
  const days = { seen: countsOf(state.seen.days()), ledger: countsOf(state.ledger.days()) };
  return {
    additions: [
      ...seenAdditions(state, segments.seen),
      ...ledgerAdditions(state, segments.ledger, isAnew('ledger')),
      ...sessionAddition(state, unsaved, isAnew('session')),
      ...(links.length === 0 ? [] : [audit]),
    ],
    ...days,
    links: links.length,
    isKept: ({ kind, day }) => (kind === 'seen' || kind === 'ledger' ? days[kind].has(day) : true),
  };
}

/** Where the files are. */
export interface Place {
  readonly files: FilePort;
  readonly folder: string;
}

async function addTo(
  { files, folder }: Place,
  addition: Addition,
  info: SegmentInfo,
  placed: (payload: string | Uint8Array, at: number, end: number) => void,
): Promise<SegmentInfo> {
  const slices = inSlices();
  const file = await files.open(join(folder, info.name), info.bytes);
  let { bytes } = info;
  try {
    for (const payload of addition.payloads) {
      const frame = frameOf(payload);
      file.append(frame);
      placed(payload, bytes, bytes + frame.length);
      bytes += frame.length;
      if (slices.isOver()) await slices.pause();
    }
    await file.sync();
  } finally {
    file.close();
  }
  return { name: info.name, bytes };
}

/** Adds what a cut took to the files, and answers with how they stand then. */
export async function saveSegments(
  place: Place,
  segments: Segments,
  cut: SegmentCut,
  seq: number,
): Promise<readonly SegmentInfo[]> {
  const infos = new Map(
    segments.infos
      .map((info) => ({ info, name: readName(info.name) }))
      .filter(({ name }) => cut.isKept(name))
      .map(({ info, name }) => [`${name.kind}.${name.day}`, info]),
  );
  for (const addition of cut.additions) {
    const { kind, day } = addition.name;
    const known = addition.anew ? undefined : infos.get(`${kind}.${day}`);
    const info = known ?? { name: nameOf(addition.name, seq), bytes: 0 };
    const added = await addTo(place, addition, info, (payload, at, end) => {
      if (kind !== 'audit') return;
      const [link] = JSON.parse(String(payload)) as AuditLink[];
      segments.audit.push({ segment: info.name, first: link?.n ?? 0, at, end });
    });
    infos.set(`${kind}.${day}`, added);
  }
  segments.seen = cut.seen;
  segments.ledger = cut.ledger;
  segments.infos = [...infos.values()];
  return segments.infos;
}
