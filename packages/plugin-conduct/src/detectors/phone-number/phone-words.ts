import { fold } from '../normalise.js';

/** Words that announce a phone number; Latin ones are compared without accents. */
const PHONE_WORDS = [
  // English
  'phone telephone cellphone cell mobile mob tel tele call text txt sms whatsapp watsapp dial ring',
  'reach contact hotline viber telegram signal imo botim number numbers mpesa pesa gcash bkash momo',
  // Filipino, Cebuano
  'tawag tumawag itext numero cp cel selpon telepono kontak',
  // Swahili
  'simu piga nipigi mpigi wapigi tupigi pigia namba nambari mawasiliano',
  // Spanish, Portuguese
  'tel telefono celular cel movil llam marca marque whatsappea escribe contacto fono',
  'telefone telemovel ligue liga chama contato',
  // French
  'telephone portable appel numero joign contacte ecris texto',
  // Indonesian
  'telepon telpon telp hubungi nomor hp',
  // Hindi, Bengali, Urdu, Arabic, Amharic
  'फोन फ़ोन मोबाइल नंबर नम्बर कॉल व्हाट्स वॉट्स संपर्क सम्पर्क',
  'ফোন মোবাইল নম্বর নাম্বার কল যোগাযোগ হোয়াটস',
  'فون موبائل نمبر کال رابطہ واٹس',
  'اتصل اتصلي اتصلوا للاتصال الاتصال كلم كلمني هاتف تليفون تلفون تلفوني جوال موبايل محمول رقم رقمي نمرة واتس تواصل للتواصل رن',
  'ስልክ ደውል ይደውሉ ቁጥር',
];

/** Announce the number of anything, unless it is somebody's. */
const NUMBER_WORDS =
  'number numbers namba nambari numero nomor رقم نمرة नंबर नम्बर নম্বর নাম্বার نمبر ቁጥር'.split(' ');
const SOMEBODYS =
  'my his her their our whatsapp phone contact mobile cell tel mi su mon son meu yangu yake wake ko niya nya मेरा मेरे उनका उसका আমার তার আপার میرا ان مو मो'.split(
    ' ',
  );

/** From this length on a word is a stem: `tawag` also finds `tawagan`; `hp` must not find `hpv`. */
const SHORTEST_STEM = 4;
const LONGEST_ENDING = 6;
const LONGEST_STEM = 12;
const SIGNS = /[📞📱📲☎✆📳]/u;
const ARABIC_PREFIX = /^[وفبلك]?(?:ال)?(?=[\u0600-\u06ff]{3})/;

/** Says afterwards that a number was a phone number: `0712 345 678 ni namba yangu`. */
export const PHONE_CUE_AFTER =
  /^.{0,24}?(?:my (?:number|phone|no\b|line|cell)|(?:his|her|their|our) (?:number|phone)|call|text me|whats\s?app|namba (?:yangu|yake)|simu|numero ko|number ko|tawag|mi numero|mi cel|mi movil|mi tel|e o meu|mon numero|رقمي|मेरा न|मेरा फ|कॉल|फोन|নম্বর|নাম্বার|কল|نمبر)/su;

let words: ReadonlySet<string> | undefined;

/**
 * Whether a word or emoji announces a phone number: `call`, `tawagan`, `simu`, `اتصل`, `📞`.
 *
 * Looks the word and its beginnings up in a set of about 150; a regular expression of all of them
 * took 90 ms to compile.
 */
export function isPhoneWord(word: string): boolean {
  if (SIGNS.test(word)) return true;
  words ??= new Set(PHONE_WORDS.flatMap((row) => fold(row).text.toLowerCase().split(' ')));
  const lower = word.toLowerCase();
  return isKnown(lower, words) || isKnown(lower.replace(ARABIC_PREFIX, ''), words);
}

/**
 * Whether a word announces no more than some number: `number`, `namba`, `رقم`, but not in
 * `my number` or `namba yangu`.
 */
export function isAnyNumber(before: string, word: string, after: string): boolean {
  return NUMBER_WORDS.includes(word.toLowerCase()) && ![before, after].some(isSomebodys);
}

function isSomebodys(word: string): boolean {
  return SOMEBODYS.includes(word.toLowerCase());
}

function isKnown(word: string, known: ReadonlySet<string>): boolean {
  if (known.has(word)) return true;
  const shortest = Math.max(SHORTEST_STEM, word.length - LONGEST_ENDING);
  for (let length = Math.min(word.length - 1, LONGEST_STEM); length >= shortest; length -= 1) {
    if (known.has(word.slice(0, length))) return true;
  }
  return false;
}
