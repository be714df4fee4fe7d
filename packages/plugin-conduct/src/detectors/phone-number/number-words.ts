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

/** Words that say something else inside a row of digits, as negative numbers. */
export const Meaning = {
  /** `plus`, before a country code. */
  plus: -1,
  /** `double seven` is 77. */
  double: -2,
  triple: -3,
  /** `and`, `then`, `dash`: adds nothing. */
  filler: -4,
} as const;

const OTHER_WORDS: readonly (readonly [value: number, words: string])[] = [
  [Meaning.plus, 'plus mas प्लस بلس زائد'],
  [Meaning.double, 'double doble dobol डबल ডাবল ڈبل دبل'],
  [Meaning.triple, 'triple treble ट्रिपल'],
  [Meaning.filler, 'and then y et e na at aur و dash hyphen space tapos kisha halafu luego puis'],
];

let meanings: ReadonlyMap<string, number> | undefined;

/**
 * The number that a word (folded, small letters) stands for, or one of `Meaning`.
 *
 * One look into a table of about 250 words, which is built on first use. Arabic writes `and` as a
 * letter in front of the word.
 */
export function meaningOf(word: string): number | undefined {
  meanings ??= buildMeanings();
  const meaning = meanings.get(word);
  if (meaning !== undefined || word.charCodeAt(0) !== ARABIC_AND) return meaning;
  return meanings.get(word.slice(1));
}

const ARABIC_AND = 0x648;

function buildMeanings(): ReadonlyMap<string, number> {
  const entries = new Map<string, number>();
  for (const [value, words] of [...OTHER_WORDS, ...WORDS]) {
    for (const word of words.split(' ')) entries.set(fold(word).text.toLowerCase(), value);
  }
  return entries;
}
