const LEFT_OUT = '…';

/** No more of a text is looked at, and nothing behind it kept: it may repeat a message of 64 KB. */
const LONGEST = 1_000;

/** What tells of somebody, or opens something, whoever wrote it: left out in any case. */
const telling: readonly (readonly [RegExp, string])[] = [
  // The server stays, for errors that are about it; what is behind it may be an invitation.
  [/((?:\w+:\/\/)?(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?[/?])[^\s"'`<>)]+/gi, `$1${LEFT_OUT}`],
  [/[\w.+-]+@(?:[\w-]+\.)+[a-z]{2,}/gi, LEFT_OUT],
  // A number of seven digits or more that is no date.
  [/(?<![\d-])(?!\d{4}-\d\d-\d\d)\+?\d(?:[\s().-]{0,2}\d){6,}/g, LEFT_OUT],
  // Tokens and secrets.
  [/[\w-]{24,}/g, LEFT_OUT],
];

/** Parts of events and actions in which the kit's own words stand. */
const ownParts: ReadonlySet<string> = new Set(['kind', 'adapter', 'via', 'community', 'plugin']);

/** Shorter words tell nothing by themselves. */
const SHORTEST = 3;

const QUOTED = /"[^"\n]+"|'[^'\n]+'|`[^`\n]+`|“[^”\n]+”|‘[^’\n]+’|«[^»\n]+»/gu;

interface Word {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

function wordsIn(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    from: index,
    to: index + word.length,
  }));
}

function stringsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value.toLowerCase()];
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).filter(([part]) => !ownParts.has(part));
  return inside.flatMap(([, one]) => stringsIn(one));
}

/** All runs of `length` words, with where each begins. */
function runsOf(words: readonly Word[], length: number): readonly string[] {
  const last = words.length - length;
  return words.slice(0, Math.max(0, last + 1)).map((_, at) =>
    words
      .slice(at, at + length)
      .map(({ word }) => word)
      .join(' '),
  );
}

/** The places of words that were heard, as many of them beside one another as `run` says. */
function heardRuns(
  words: readonly Word[],
  heard: readonly string[],
  run: number,
): ReadonlySet<number> {
  const places = new Set<number>();
  const spoken = heard.map(wordsIn);
  // What has fewer words than a run is looked for as a whole; one word alone is in any sentence.
  for (let length = Math.min(run, 2); length <= run; length += 1) {
    const ofLength = spoken.filter((one) => Math.min(one.length, run) === length);
    const known = new Set(ofLength.flatMap((one) => runsOf(one, length)));
    for (const [at, said] of runsOf(words, length).entries()) {
      if (said.length < SHORTEST || !known.has(said)) continue;
      for (let next = at; next < at + length; next += 1) places.add(next);
    }
  }
  return places;
}

/** The same text with "…" for each stretch of words at these places. */
function withGaps(text: string, words: readonly Word[], gone: ReadonlySet<number>): string {
  let left = '';
  let end = 0;
  for (const [at, { from, to }] of words.entries()) {
    if (!gone.has(at)) continue;
    if (!gone.has(at - 1)) left += text.slice(end, from) + LEFT_OUT;
    end = to;
  }
  return left + text.slice(end);
}

/** Ends at a whole word: half of one would not be known for what was heard. */
function beginningOf(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).replace(/\S*$/, '')}${LEFT_OUT}`;
}

/**
 * What others say of something that went wrong, fit for the log, an admin or a file that stays:
 * without numbers, addresses, links and tokens, and without words of the event or action it is
 * about. `run` says how many words beside one another make words of somebody: 1 where the text may
 * be anybody's, 3 where it is mostly a fixed sentence that people are to understand. What is quoted
 * goes in any case, where it was heard. A long text is cut. Pure.
 */
export function withoutWords(text: string, about: unknown, run: 1 | 3): string {
  const heard = stringsIn(about);
  const unquoted = beginningOf(text).replace(QUOTED, (quoted) => {
    const inside = quoted.slice(1, -1).toLowerCase();
    const isHeard = inside.length > 1 && heard.some((one) => one.includes(inside));
    return isHeard ? `${quoted[0]}${LEFT_OUT}${quoted.at(-1)}` : quoted;
  });
  const words = wordsIn(unquoted);
  const left = withGaps(unquoted, words, heardRuns(words, heard, run));
  return telling.reduce((rest, [pattern, instead]) => rest.replace(pattern, instead), left);
}
