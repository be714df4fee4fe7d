import { fold } from '../normalise.js';

/** Digits and small numbers as they are said, `number: words`, over all languages we know. */
const WORDS: readonly (readonly [value: number, words: string])[] = [
  [
    0,
    'zero oh o nought sero cero sifuri zéro nol shunya sifar शून्य ज़ीरो जीरो صفر زيرو زیرو শূন্য জিরো ዜሮ',
  ],
  [1, 'one isa uno moja un une um uma satu ek एक واحد واحدة ایک এক አንድ'],
  [2, 'two dalawa dos mbili deux dois duas dua do दो اثنان اثنين إثنان إثنين اتنين دو দুই ሁለት'],
  [3, 'three tatlo tres tatu trois três tiga teen तीन ثلاثة ثلاثه تلاتة تلاته تین তিন ሶስት'],
  [
    4,
    'four apat cuatro kwatro nne quatre quatro empat char chaar चार أربعة اربعة اربعه چار চার አራት',
  ],
  [5, 'five lima singko cinco tano cinq paanch panch पांच पाँच خمسة خمسه پانچ পাঁচ አምስት'],
  [6, 'six anim sais seis sita meia enam chhe chhah cheh छह छः छे ستة سته چھ چھے ছয় ስድስት'],
  [7, 'seven pito syete siyete siete saba sept sete tujuh saat सात سبعة سبعه سات সাত ሰባት'],
  [
    8,
    'eight walo otso ocho nane huit oito delapan aath आठ ثمانية ثمانيه تمانية تمنية آٹھ اٹھ আট ስምንት',
  ],
  [9, 'nine siyam nuwebe nueve tisa neuf nove sembilan nau नौ تسعة تسعه نو নয় ዘጠኝ niner'],
  [10, 'ten diez dix dez'],
  [11, 'eleven once onze'],
  [12, 'twelve doce douze doze'],
  [13, 'thirteen trece treize treze'],
  [14, 'fourteen catorce quatorze'],
  [15, 'fifteen quince quinze'],
  [16, 'sixteen dieciséis seize'],
  [17, 'seventeen diecisiete'],
  [18, 'eighteen dieciocho'],
  [19, 'nineteen diecinueve'],
  [20, 'twenty veinte vingt vingts'],
  [21, 'veintiuno'],
  [22, 'veintidós'],
  [23, 'veintitrés'],
  [24, 'veinticuatro'],
  [25, 'veinticinco'],
  [26, 'veintiséis'],
  [27, 'veintisiete'],
  [28, 'veintiocho'],
  [29, 'veintinueve'],
  [30, 'thirty treinta trente'],
  [40, 'forty cuarenta quarante'],
  [50, 'fifty cincuenta cinquante'],
  [60, 'sixty sesenta soixante'],
  [70, 'seventy setenta'],
  [80, 'eighty ochenta'],
  [90, 'ninety noventa'],
];

/** Words between said digits that add nothing, and words that double the next digit. */
export const FILLERS: ReadonlySet<string> = new Set(
  'and then y et e na at aur و dash hyphen space tapos kisha halafu luego puis'.split(' '),
);

/** `double seven` is 77. */
export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ['double', 2],
  ['doble', 2],
  ['dobol', 2],
  ['डबल', 2],
  ['ডাবল', 2],
  ['ڈبل', 2],
  ['دبل', 2],
  ['triple', 3],
  ['treble', 3],
  ['ट्रिपल', 3],
]);

/** Words for the `+` before a country code. */
export const PLUS_WORDS: ReadonlySet<string> = new Set([
  'plus',
  'más',
  'mas',
  'प्लस',
  'بلس',
  'زائد',
]);

let values: ReadonlyMap<string, number> | undefined;

/** The number that a word (folded, lower case) stands for; built on first use, about 250 words. */
export function numberWord(word: string): number | undefined {
  values ??= buildValues();
  return values.get(word) ?? (word.startsWith('و') ? values.get(word.slice(1)) : undefined);
}

function buildValues(): ReadonlyMap<string, number> {
  const entries = new Map<string, number>();
  for (const [value, words] of WORDS) {
    for (const word of words.split(' ')) entries.set(fold(word).text.toLowerCase(), value);
  }
  return entries;
}
