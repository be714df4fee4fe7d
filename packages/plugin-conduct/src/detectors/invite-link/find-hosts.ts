import type { InviteHost } from './invite-hosts.js';
import { INVITE_HOSTS } from './invite-hosts.js';
import { collapseHost, Gap, type Letters } from './letters.js';
import { DOT_WORDS, FOREIGN_DOT_WORDS } from './separator-words.js';

/** A host found in a text, and how plainly it was written. */
export interface FoundHost {
  readonly host: InviteHost;
  /** Offset of its first letter in the folded text. */
  readonly start: number;
  /** Offset behind its last letter. */
  readonly end: number;
  /** Written as a link is: single dots and nothing else between the letters. */
  readonly plain: boolean;
  /** Written so that a program should not see it: blanks before dots, dot words, signs inside. */
  readonly evaded: boolean;
  /** A dot, or a word for it, stands between all labels. */
  readonly dotted: boolean;
  /** The letters of its labels are spaced. */
  readonly spelled: boolean;
}

interface HostPattern {
  readonly host: InviteHost;
  /** Sticky; an odd group is a label, an even one a dot word. */
  readonly pattern: RegExp;
  /** So few letters that they occur in ordinary words; then every dot must be there. */
  readonly short: boolean;
}

interface Patterns {
  readonly any: RegExp;
  readonly byFirstLetter: ReadonlyMap<string, readonly HostPattern[]>;
}

const SHORT_HOST = 7;
const LONGEST_BREAK = 12;
/** `whatsapp` and what people make of it on purpose or by mistake: `watsap`, `whtsapp`. */
const LABEL_VARIANTS: Readonly<Record<string, string>> = { whatsapp: 'wh?a?ts?ap+' };

let patterns: Patterns | undefined;

/**
 * Finds the hosts of `INVITE_HOSTS` however they are spaced, dotted or broken.
 *
 * One regular expression over the letters decides for ordinary messages (about 1 us per 100
 * characters); the gaps between the letters are only looked at where it matches.
 */
export function* findHosts(folded: string, letters: Letters): Generator<FoundHost> {
  patterns ??= buildPatterns();
  const { any, byFirstLetter } = patterns;
  any.lastIndex = 0;
  for (let hit = any.exec(letters.text); hit !== null; hit = any.exec(letters.text)) {
    const first = hit.index;
    for (const candidate of byFirstLetter.get(letters.text[first] ?? '') ?? []) {
      const found = readHost(candidate, folded, letters, first);
      if (found !== undefined) yield found;
    }
    any.lastIndex = first + 1;
  }
}

function buildPatterns(): Patterns {
  const dotWord = `(${DOT_WORDS.map(collapseHost).join('|')})?`;
  const byFirstLetter = new Map<string, HostPattern[]>();
  const sources: string[] = [];
  for (const host of INVITE_HOSTS) {
    const labels = host.labels.map((label) => LABEL_VARIANTS[label] ?? collapseHost(label));
    const source = labels.map((label) => `(${label})`).join(dotWord);
    sources.push(source.replaceAll('(', '(?:').replaceAll('(?:?:', '(?:'));
    const initial = (labels[0] ?? '').charAt(0);
    const known = byFirstLetter.get(initial) ?? [];
    known.push({
      host,
      pattern: new RegExp(source, 'y'),
      short: host.labels.join('').length <= SHORT_HOST,
    });
    byFirstLetter.set(initial, known);
  }
  return { any: new RegExp(sources.join('|'), 'g'), byFirstLetter };
}

function readHost(
  { host, pattern, short }: HostPattern,
  folded: string,
  letters: Letters,
  first: number,
): FoundHost | undefined {
  if (!startsAWord(letters, first, short)) return undefined;
  pattern.lastIndex = first;
  const match = pattern.exec(letters.text);
  if (match === null) return undefined;

  const shape = { inner: 0, plain: true, evaded: false, dots: 0 };
  let at = first;
  for (let group = 1; group < match.length; group += 1) {
    const part = match[group] ?? '';
    const isLabel = group % 2 === 1;
    if (isLabel && group > 1 && !readBreak(folded, letters, at, match[group - 1], shape)) {
      return undefined;
    }
    shape.inner |= innerGaps(letters, at, at + part.length);
    at += part.length;
  }
  if (shape.inner & Gap.foreign) return undefined;
  const dotted = shape.dots === host.labels.length - 1;
  if (short && !dotted) return undefined;
  return {
    host,
    start: letters.at[first] ?? 0,
    end: (letters.at[at - 1] ?? 0) + 1,
    plain: shape.plain && shape.inner === 0,
    evaded: shape.evaded || shape.inner !== 0,
    dotted,
    spelled: (shape.inner & Gap.space) !== 0,
  };
}

/** A short host must stand alone: not inside a word, not behind another label's dot or hyphen. */
function startsAWord(letters: Letters, first: number, short: boolean): boolean {
  if (first === 0 || !short) return true;
  const gap = letters.gaps[first] ?? 0;
  return gap !== 0 && gap !== Gap.dot && gap !== Gap.hyphen;
}

interface Shape {
  inner: number;
  plain: boolean;
  evaded: boolean;
  dots: number;
}

/** Judges what stands between two labels; false when it cannot be a written dot. */
function readBreak(
  folded: string,
  letters: Letters,
  at: number,
  dotWord: string | undefined,
  shape: Shape,
): boolean {
  const afterWord = dotWord?.length ?? 0;
  const labelEnd = (letters.at[at - afterWord - 1] ?? 0) + 1;
  const between = folded.slice(labelEnd, letters.at[at]);
  if (between.length > LONGEST_BREAK + afterWord) return false;
  // Nothing between the labels makes another host of them: `chatwhatsapp.com`.
  if (between === '') return false;
  const gap = (letters.gaps[at] ?? 0) | (dotWord ? (letters.gaps[at - afterWord] ?? 0) : 0);
  if (gap & Gap.slash) return false;
  const foreignDot = (gap & Gap.foreign) !== 0 && FOREIGN_DOT_WORDS.has(between.trim());
  if (gap & Gap.foreign && !foreignDot) return false;
  if (gap & Gap.dot || dotWord || foreignDot || between === ',') shape.dots += 1;
  if (between !== '.') shape.plain = false;
  if (
    dotWord ||
    foreignDot ||
    between === ',' ||
    gap & (Gap.sign | Gap.hyphen | Gap.line) ||
    /^\s+\./.test(between)
  ) {
    shape.evaded = true;
  }
  return true;
}

function innerGaps(letters: Letters, from: number, to: number): number {
  let gaps = 0;
  for (let index = from + 1; index < to; index += 1) gaps |= letters.gaps[index] ?? 0;
  return gaps;
}
