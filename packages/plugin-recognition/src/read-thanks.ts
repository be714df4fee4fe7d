/** What a message that mentions people says of thanks. */
export type Thanks =
  | { readonly kind: 'none' }
  | { readonly kind: 'self' }
  | { readonly kind: 'no-reason' }
  | { readonly kind: 'thanks' };

/** What there is to read in a message. */
export interface ThanksInput {
  readonly text: string;
  /** Names and ids as they may stand behind an `@` in the text. */
  readonly mentioned: readonly string[];
  /** How many other people than the writer are mentioned. */
  readonly others: number;
  /** Words of thanks in all languages. */
  readonly words: readonly string[];
  /** Words of asking in all languages: "please send the list, thanks" thanks nobody. */
  readonly requests: readonly string[];
  readonly reasonWords: number;
}

let made: Intl.Segmenter | undefined;

/** Made when somebody is thanked first: it takes 9 ms, which no start has to wait for. */
function segmenter(): Intl.Segmenter {
  made ??= new Intl.Segmenter('en', { granularity: 'word' });
  return made;
}

/** Lower case, marks of direction gone, so that words can be looked for. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cf}\u0640]/gu, '')
    .toLowerCase();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const patterns = new Map<string, RegExp>();

/** The words as whole words, longest first; Arabic joins a following word without a space. */
function pattern(words: readonly string[]): RegExp {
  const key = words.join('|');
  let regexp = patterns.get(key);
  if (regexp === undefined) {
    const sorted = words.map(folded).sort((one, other) => other.length - one.length);
    regexp = new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${sorted.map(escaped).join('|')})(?![\\p{L}\\p{N}])`,
      'gu',
    );
    patterns.set(key, regexp);
  }
  return regexp;
}

function asks(text: string, requests: readonly string[]): boolean {
  return /[?؟]/.test(text) || (requests.length > 0 && text.search(pattern(requests)) !== -1);
}

/** Stands where somebody was mentioned. */
const SOMEBODY = '\ufffc';

/** `@Ana ++`, as some write it; the two signs of C++ thank nobody. */
const plusPlus = /\ufffc\s*\+\+/u;

function withoutMentions(text: string, mentioned: readonly string[]): string {
  let rest = text;
  for (const name of [...mentioned].sort((one, other) => other.length - one.length)) {
    if (name !== '') rest = rest.replaceAll(`@${folded(name)}`, SOMEBODY);
  }
  return rest.replace(/@[\p{L}\p{N}._]+/gu, SOMEBODY);
}

/** How many words a text has, in any script. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of segmenter().segment(text)) if (isWordLike === true) count += 1;
  return count;
}

/**
 * Reads whether a message thanks the people it mentions and says what for. A message that thanks
 * only its own writer is `self`.
 */
export function readThanks(input: ThanksInput): Thanks {
  const text = withoutMentions(folded(input.text), input.mentioned);
  const thanks = pattern(input.words);
  if (input.words.length === 0) return { kind: 'none' };
  if (text.search(thanks) === -1 && !plusPlus.test(text)) return { kind: 'none' };
  if (asks(text, input.requests)) return { kind: 'none' };
  if (input.others === 0) return { kind: 'self' };
  const reason = countWords(text.replace(thanks, ' '));
  return { kind: reason >= input.reasonWords ? 'thanks' : 'no-reason' };
}
