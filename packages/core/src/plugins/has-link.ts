import { once } from '../once.js';

/** Longer texts are judged by their beginning: nobody hides a link from a reader that far down. */
const LONGEST_TEXT = 4_000;

/** `https://…`, `www.…`, or a name with a dot and a letter ending, such as `example.org/page`. */
const link = once(
  () => /[a-z][a-z\d+.-]*:\/\/\S|\bwww\.\S|[\p{L}\p{N}-]\.\p{L}{2,}(?![\p{L}\p{N}_])/iu,
);

/**
 * Whether a text has something in it that looks like a web address. Coarse on purpose: it spares
 * a listener the messages without any; what counts is for the listener to judge.
 */
export function hasLink(text: string): boolean {
  return text.includes('.') || text.includes('://')
    ? link().test(text.slice(0, LONGEST_TEXT))
    : false;
}
