import { plainText } from '../text/plain-text.js';
import { type Measure, splitText } from '../text/split-text.js';
import type { Text } from '../text/text.js';

/** A text beside an attachment. */
export interface SplitCaption {
  /** What stands below the attachment; undefined for nothing. */
  readonly caption: Text | undefined;
  /** What comes as messages of their own: behind the attachment, or before one without a caption. */
  readonly messages: readonly Text[];
}

/**
 * Splits the words that go with an attachment: as much as fits is its caption, the rest messages
 * of their own. Without a limit for captions all of them are.
 */
export function splitCaption(
  text: Text,
  limits: { readonly caption: number | undefined; readonly text: number },
  measure: Measure,
): SplitCaption {
  if (plainText(text).trim() === '') return { caption: undefined, messages: [] };
  if (limits.caption === undefined) {
    return { caption: undefined, messages: splitText(text, limits.text, measure) };
  }
  const [caption, ...messages] = splitText(text, limits.text, measure, limits.caption);
  return { caption, messages };
}
