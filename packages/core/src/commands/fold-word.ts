import { once } from '../once.js';

/** Accents of Latin, Greek and Cyrillic letters, Arabic vowel signs, and the line Arabic is stretched with. */
const ACCENTS = /[\u0300-\u036f\u0640\u064b-\u065f\u0670]/g;

const punctuation = once(() => /[\p{Cf}.!?¿¡؟।,،;؛:«»"'“”‘’()]/gu);

/** Letters and digits that are compared as they are, but for capitals. */
const SIMPLE = /^[A-Za-z0-9_-]*$/;

/**
 * A word as it is compared: lower case, without accents, punctuation and marks of direction. Vowel
 * signs of other scripts stay, since words differ by them.
 */
export function foldWord(word: string): string {
  if (SIMPLE.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(punctuation(), '');
}

/** A phrase as it is compared: its words folded, one space between them. */
export function foldPhrase(phrase: string): string {
  return phrase.split(/\s+/u).map(foldWord).filter(Boolean).join(' ');
}
