import { isAnyNumber, isPhoneWord, PHONE_CUE_AFTER } from './phone-words.js';

/** How strongly the words around a number say that it is a phone number. */
export type CueStrength = 'none' | 'near' | 'adjacent';

const NEAR = 48;
const ADJACENT = 26;
const BEHIND = 48;
const LETTER = /[a-z\u0080-\uffff]/i;
const WORD = /[\p{L}\p{M}]+/gu;
const WORD_OR_SIGN = /[\p{L}\p{M}]+|[📞📱📲☎✆📳]/gu;
const LATIN = /^[a-z]+$/i;
const NAME = /^(?:[A-Z][a-z]*|[A-Z]+)$/;
const MOST_FOREIGN_WORDS = 2;

/** Words between "call" and the number that do not begin something else. */
const LINKING = new Set(
  'me us him her them on at no nr num number numbers line is the my our his by via to or for sa kay si ko ni kwa za ya na yangu yake wake al a el en es au le la sur est du mi tu su mon son ma ang po di ke ku nomor nambari namba numero para o e meu minha se via now today here dr sr mr mrs ms'.split(
    ' ',
  ),
);

/**
 * Looks for a word such as `call`, `tawagan`, `simu` or `اتصل` around a number.
 *
 * `adjacent` when only names and linking words stand between ("call Mary on"), `near` in the same
 * sentence. Only asked about numbers that could as well be something else; about 5 us.
 */
export function cueAround(folded: string, start: number, end: number): CueStrength {
  const before = folded.slice(Math.max(0, start - NEAR), start);
  const after = folded.slice(end, end + BEHIND);
  if (!LETTER.test(before) && !LETTER.test(after)) return 'none';
  const cue = lastCue(before);
  if (cue !== undefined) {
    const between = before.slice(cue.end);
    if (!cue.weak && isLinking(between)) return 'adjacent';
    if (!/[.!?]\s|\n/.test(between)) return 'near';
  }
  return PHONE_CUE_AFTER.test(after.toLowerCase()) ? 'near' : 'none';
}

/** The last word before a number that announces one; `weak` when it may be the number of anything. */
function lastCue(before: string): { readonly end: number; readonly weak: boolean } | undefined {
  const words = [...before.matchAll(WORD_OR_SIGN)];
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at];
    if (word === undefined || !isPhoneWord(word[0])) continue;
    const weak = isAnyNumber(words[at - 1]?.[0] ?? '', word[0], words[at + 1]?.[0] ?? '');
    return { end: word.index + word[0].length, weak };
  }
  return undefined;
}

function isLinking(between: string): boolean {
  if (between.length > ADJACENT || between.includes('\n\n')) return false;
  let foreign = 0;
  for (const [word] of between.matchAll(WORD)) {
    if (!LATIN.test(word)) foreign += 1;
    else if (!LINKING.has(word.toLowerCase()) && !NAME.test(word)) return false;
  }
  return foreign <= MOST_FOREIGN_WORDS;
}
