import { foldPhrase } from './fold-word.js';

/**
 * The words of a command as one, as menus of messengers show it behind a slash: `role_give` for
 * "role give". Written so it is understood like the words themselves.
 */
export function menuWord(phrase: string): string {
  return foldPhrase(phrase).replace(/[\s-]+/gu, '_');
}
