/** Scripts that stand for several in ISO 15924. */
const several: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Han', 'Hiragana', 'Katakana'],
  Kore: ['Hangul', 'Han'],
  Hans: ['Han'],
  Hant: ['Han'],
};

/** A few letters prove nothing: a name or an abbreviation may be all there is. */
const FEWEST_LETTERS = 4;

/** The share of letters in the script of the language, or undefined where there are too few. */
export function shareInScript(source: string, tag: string): number | undefined {
  const script = new Intl.Locale(tag).maximize().script ?? 'Latn';
  const classes = (several[script] ?? [script]).map((name) => `\\p{Script=${name}}`).join('');
  const words = source.replace(/\{\{[^}]*\}\}|https?:\S+/g, '');
  const letters = words.match(/\p{L}/gu) ?? [];
  if (letters.length < FEWEST_LETTERS) return undefined;
  const own = new RegExp(`[${classes}]`, 'u');
  return letters.filter((letter) => own.test(letter)).length / letters.length;
}
