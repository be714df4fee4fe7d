/** A name without what people add for the eye: signs, emoji, accents, capitals. */
function words(name: string): readonly string[] {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}

function pairs(text: string): readonly string[] {
  const letters = [...text];
  if (letters.length < 2) return letters;
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
}

/** How much two lists have in common, from 0 to 1, however they are ordered (Sørensen and Dice). */
function inCommon(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 0;
  const left = [...other];
  let shared = 0;
  for (const item of one) {
    const at = left.indexOf(item);
    if (at === -1) continue;
    left.splice(at, 1);
    shared += 1;
  }
  return (2 * shared) / (one.length + other.length);
}

/**
 * How alike two names of a group are, from 0 to 1: by their words in any order, or by their letters
 * where words are written a little differently. Pure.
 */
export function likeness(one: string, other: string): number {
  const [first, second] = [words(one), words(other)];
  if (first.length === 0 || second.length === 0) return 0;
  const byLetters = inCommon(pairs(first.join('')), pairs(second.join('')));
  return Math.max(inCommon(first, second), byLetters);
}
