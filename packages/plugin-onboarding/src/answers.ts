/** Reads whether somebody agreed, by the words for it in any language, or a bare 👍. */
export function isAgreement(answer: string, words: readonly string[]): boolean {
  const said = answer
    .normalize('NFKC')
    .replace(/[\p{Cf}.!,،؛…«»"'“”‘’]/gu, '')
    .trim()
    .toLowerCase();
  if (/^👍\p{Emoji_Modifier}?$/u.test(said)) return true;
  return words.some((word) => word.normalize('NFKC').toLowerCase() === said);
}
