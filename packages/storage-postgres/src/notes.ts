import { fromKept, toKept } from './any-text.js';

/** So many bytes PostgreSQL carries in one notification. */
const MOST_BYTES = 7_999;

/** Characters that fit into one, of whatever script, with what stands before them. */
const aPiece = /.{1,1950}/gsu;

/** What a piece of a note begins with: which note it is of, and how many pieces follow. */
const head = /^\ue001(\d+) (\d+) /;

/**
 * What is sent for a note, mostly one thing. Some characters are longer as PostgreSQL keeps them, so
 * that a long note may have to go in pieces; `number` tells them from those of every other note that
 * goes with it.
 */
export function payloadsOf(note: string, number: number): readonly string[] {
  const kept = toKept(note);
  if (Buffer.byteLength(kept) <= MOST_BYTES && !head.test(kept)) return [kept];
  const pieces = kept.match(aPiece) ?? [];
  return pieces.map((piece, at) => `\ue001${number} ${pieces.length - 1 - at} ${piece}`);
}

/** Takes what was sent, and makes notes of it again: the pieces of one come one after the other. */
export function createJoiner(heard: (note: string) => void): (payload: string) => void {
  let begun = '';
  return (payload) => {
    const [start = '', , left = '0'] = head.exec(payload) ?? [];
    const text = begun + payload.slice(start.length);
    begun = left === '0' ? '' : text;
    if (left === '0') heard(fromKept(text));
  };
}
