import type { IdMaker } from '../model/keys.js';

/** Copies differ in capitals and spaces; what is written is the same. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\p{Cf}/gu, '')
    .split(/\s+/u)
    .join(' ')
    .trim();
}

/** The fingerprint of words, under the installation's secret. */
export function fingerprintOf(text: string, ids: IdMaker): string {
  return ids('words', folded(text));
}
