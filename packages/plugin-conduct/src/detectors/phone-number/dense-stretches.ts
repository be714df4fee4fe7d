/** A part of the folded text. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

const FEWEST_DIGITS = 6;
const FEWEST_SIGNS = 7;
const WIDEST_GAP = 12;
const CONTEXT = 80;
const LONGEST_WORD = 512;
/** Characters read in detail; far more than any message that people write holds around numbers. */
const MOST_READ = 8192;

/**
 * Finds the parts of a message in which a phone number may stand: at least seven digits (or O and l
 * for digits) with no other letter between them, and the words around.
 *
 * Everything costly works on these parts only. The look costs about 0.2 us for 100 characters, and
 * answers "nothing" for nearly every message. A message that is a wall of digits is read for 8 KB
 * of such parts and no further.
 */
export function denseStretches(folded: string): Stretch[] {
  const stretches: Stretch[] = [];
  let read = 0;
  let digits = 0;
  let signs = 0;
  let first = 0;
  let last = -1;
  const finish = (): void => {
    if (digits >= FEWEST_DIGITS && signs >= FEWEST_SIGNS && read < MOST_READ) {
      read += addStretch(stretches, folded, first, last + 1, MOST_READ - read);
    }
    digits = 0;
    signs = 0;
  };
  for (let at = 0; at < folded.length && read < MOST_READ; at += 1) {
    const kind = kindOf(folded.charCodeAt(at));
    if (kind === Kind.separator) continue;
    if (kind === Kind.letter || at - last > WIDEST_GAP) finish();
    if (kind === Kind.letter) continue;
    if (signs === 0) first = at;
    if (kind === Kind.digit) digits += 1;
    signs += 1;
    last = at;
  }
  finish();
  return stretches;
}

const Kind = { separator: 0, letter: 1, lookAlike: 2, digit: 3 } as const;

const KINDS: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  const sign = String.fromCharCode(code);
  if (/\d/.test(sign)) return Kind.digit;
  if (/[OoQlI|]/.test(sign)) return Kind.lookAlike;
  return /[a-z]/i.test(sign) ? Kind.letter : Kind.separator;
});

function kindOf(code: number): number {
  if (code < 128) return KINDS[code] ?? Kind.separator;
  const isSign =
    code < 0xc0 || (code >= 0x2000 && code <= 0x303f) || (code >= 0xd83c && code <= 0xdfff);
  return isSign ? Kind.separator : Kind.letter;
}

/** Adds a part with the words around it, or widens the one before; answers how much it grew. */
function addStretch(
  stretches: Stretch[],
  folded: string,
  first: number,
  last: number,
  room: number,
): number {
  const before = stretches.at(-1);
  const start = startOfWord(folded, Math.max(0, first - CONTEXT));
  const end = Math.min(folded.length, last + CONTEXT);
  if (before !== undefined && start <= before.end) {
    const wider = Math.min(end, before.end + room);
    stretches[stretches.length - 1] = { start: before.start, end: Math.max(before.end, wider) };
    return Math.max(0, wider - before.end);
  }
  const bounded = Math.min(end, start + room);
  stretches.push({ start, end: bounded });
  return bounded - start;
}

/** Goes back to a blank, so that a long web address is not taken for the number at its end. */
function startOfWord(folded: string, from: number): number {
  let at = from;
  while (at > 0 && from - at < LONGEST_WORD && !/\s/.test(folded[at - 1] ?? '')) at -= 1;
  return at;
}
