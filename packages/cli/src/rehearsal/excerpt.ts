const LONGEST = 72;

/** The beginning of what was written, on one line: so that a person finds the message again. */
export function excerptOf(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  const letters = [...new Intl.Segmenter('en').segment(line.slice(0, LONGEST * 4))];
  if (letters.length <= LONGEST && line.length <= LONGEST * 4) return line;
  return `${letters
    .slice(0, LONGEST - 1)
    .map(({ segment }) => segment)
    .join('')}…`;
}
