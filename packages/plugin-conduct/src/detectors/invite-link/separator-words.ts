/**
 * Words people write for a dot in a link so that it is not seen as one.
 *
 * English, Filipino, Spanish, Portuguese, French, Swahili, Indonesian; then Hindi, Bengali, Urdu,
 * Arabic and Amharic. `point` and `punto` are ordinary words too: they only count inside a host.
 */
export const DOT_WORDS: readonly string[] = [
  'dot',
  'punto',
  'ponto',
  'point',
  'tuldok',
  'nukta',
  'titik',
];

/** Dots written in scripts that no host is written in; compared with what stands in a gap. */
export const FOREIGN_DOT_WORDS: ReadonlySet<string> = new Set([
  'डॉट',
  'डाट',
  'बिंदु',
  'ডট',
  'ڈاٹ',
  'نقطہ',
  'دوت',
  'نقطة',
  'نقطه',
  'ነጥብ',
]);

/** Words for the slash, anchored to where they are looked for. */
export const SLASH_WORD =
  /(?:slash|barra|diagonal|pleca|mkwaju|garis miring|स्लैश|স্ল্যাশ|سلیش|سلاش|شرطة)(?![\p{L}\p{M}])/iuy;
