const MIXED = /(?<![\p{L}\p{M}\d])(?=[OoQDlI|]{0,12}\d)[\dOoQlI|]{2,16}(?![\p{L}\p{M}\d])/gu;
const SPACED = /(?<=(?<!\d)\d[\s.-]{1,2})[OolI](?=[\s.-]{1,2}\d(?!\d))/g;
const LEADING = /(?<![\p{L}\p{M}\d]\s?)[OolI](?=[\s.-]{1,2}\d(?:[\s.-]{1,2}[\dOolI]){6})/gu;

/**
 * Reads the letters O and l that people type for 0 and 1 inside numbers; the length stays.
 *
 * Only in words that hold nothing else than digits and these letters, or between single spaced
 * digits, so `O2`, `SpO2` and `I10` do no harm: they stay too short to be a number.
 */
export function readLookAlikeDigits(folded: string): string {
  return folded.replace(MIXED, toDigits).replace(SPACED, toDigits).replace(LEADING, toDigits);
}

function toDigits(word: string): string {
  return word.replace(/[OoQ]/g, '0').replace(/[lI|]/g, '1');
}
