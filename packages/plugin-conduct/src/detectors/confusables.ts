/**
 * Characters of other scripts that are drawn like a Latin letter, by the letter they look like.
 *
 * Taken from the letters that phishing and filter evasion use (Unicode TR39 lists them all):
 * Cyrillic, Greek, Armenian, Coptic, Cherokee, Lisu, phonetic small capitals. Fullwidth,
 * mathematical and circled letters need no row: NFKC folds them already.
 */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'аαɑᴀ',
  A: 'АΑᎪꓮ',
  b: 'ьƅʙ',
  B: 'ВΒᏴꓐ',
  c: 'сϲᴄⲥ',
  C: 'СϹᏟᏣꓚⲤ',
  d: 'ԁᴅɗđ',
  D: 'ᎠꓓĐ',
  e: 'еҽᴇ',
  E: 'ЕΕᎬꓰ',
  f: 'ƒꜰ',
  F: 'Ϝꓝ',
  g: 'ɡցɢ',
  G: 'ԌᏀꓖ',
  h: 'һհʜħ',
  H: 'НΗᎻꓧ',
  i: 'іιıɩɪᎥ',
  I: 'ІΙӀꓲ',
  j: 'јϳᴊ',
  J: 'ЈᎫꓙ',
  k: 'кκᴋ',
  K: 'КΚᏦꓗ',
  l: 'ӏʟłǀ',
  L: 'ᏞꓡŁ',
  m: 'мᴍ',
  M: 'МΜᎷꓟ',
  n: 'ոηɴ',
  N: 'Νꓠ',
  o: 'оοօᴏⲟø',
  O: 'ОΟՕꓳØ',
  p: 'рρᴘⲣ',
  P: 'РΡᏢꓑ',
  q: 'ԛգ',
  Q: 'Ԛ',
  r: 'гʀ',
  R: 'ᎡꓣᏒ',
  s: 'ѕꜱ',
  S: 'ЅᏚꓢՏ',
  t: 'тτᴛ',
  T: 'ТΤᎢꓔ',
  u: 'υսᴜ',
  U: 'Սꓴ',
  v: 'νѵᴠ',
  V: 'ѴᏙꓦ',
  w: 'ԝѡաᴡ',
  W: 'ԜᎳꓪ',
  x: 'хχ',
  X: 'ХΧꓫ',
  y: 'уγүʏ',
  Y: 'УΥҮꓬ',
  z: 'ᴢ',
  Z: 'ΖᏃꓜ',
  '+': '➕',
  '-': '−➖ー',
  '/': '⁄∕⧸╱⟋',
  '\\': '∖⧵⧹',
  ':': '∶꞉ː׃',
  '#': '♯',
  ',': '،٬、',
  ';': '؛',
  '?': '؟',
  '%': '٪',
  '(': '❨❪',
  ')': '❩❫',
  '.': '。·•‧∙⋅・۔٫।။።᛫⸱⸳ꞏ',
  ' ': '\u2800',
  '0': '⓿🄋🄌',
  '10': '🔟❿➉➓',
};

/** Runs of numbered or lettered signs in code point order: first sign, last sign, first value. */
const SERIES: readonly (readonly [first: number, last: number, value: string])[] = [
  [0x2776, 0x277e, '1'], // negative circled digits
  [0x2780, 0x2788, '1'], // circled sans-serif digits
  [0x278a, 0x2792, '1'], // negative circled sans-serif digits
  [0x24f5, 0x24fd, '1'], // double circled digits
  [0x1f150, 0x1f169, 'A'], // negative circled letters
  [0x1f170, 0x1f189, 'A'], // negative squared letters
];

/** Zeros of the decimal digit blocks that NFKC leaves alone (Unicode 16, `\p{Nd}`). */
const ZEROS: readonly number[] = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50,
  0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0,
  0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0x104a0, 0x10d30, 0x10d40,
  0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x116d0, 0x116da,
  0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60,
  0x16ac0, 0x16b50, 0x16d70, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950,
];

let table: ReadonlyMap<number, string> | undefined;

/**
 * The ASCII text a character is drawn like or stands for, if any: `а` (Cyrillic) -> `a`, `٩` -> `9`.
 *
 * The table (about 1,100 entries) is built on first use, so that importing costs nothing.
 */
export function asciiLookAlike(codePoint: number): string | undefined {
  table ??= buildTable();
  return table.get(codePoint);
}

function buildTable(): ReadonlyMap<number, string> {
  const entries = new Map<number, string>();
  for (const [ascii, signs] of Object.entries(LOOK_ALIKES)) {
    for (const sign of signs) entries.set(sign.codePointAt(0) ?? 0, ascii);
  }
  for (const [first, last, value] of SERIES) {
    for (let code = first; code <= last; code += 1) {
      entries.set(code, String.fromCharCode(value.charCodeAt(0) + code - first));
    }
  }
  for (const zero of ZEROS) {
    for (let digit = 0; digit < 10; digit += 1) entries.set(zero + digit, String(digit));
  }
  return entries;
}
