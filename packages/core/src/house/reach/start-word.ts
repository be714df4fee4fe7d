import { plainText } from '../../text/plain-text.js';
import type { HouseContext } from '../house-context.js';

/** The word by which somebody opens the conversation, as it is shown in a language. */
export function startWord(context: HouseContext, language: string): string {
  const [first = ''] = plainText(context.text(language, 'words.start', {})).split('|');
  return first.toUpperCase();
}
