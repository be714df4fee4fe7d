import { fold } from '../normalise.js';

/**
 * Words that announce a phone number. Matched as the beginning of a word, so `tawag` also finds
 * `tawagan`; Latin words are compared without accents.
 */
const PHONE_WORDS = [
  // English
  'phone telephone cellphone cell mobile mob tel tele call text txt sms whatsapp watsapp dial ring',
  'reach contact hotline viber telegram signal imo botim mpesa m-pesa gcash bkash momo',
  // Filipino, Cebuano
  'tawag tumawag i-text itext numero cp cel selpon telepono kontak',
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

/** Shorter than this, a word has to stand alone: `hp` must not be found in `hpv`. */
const SHORTEST_STEM = 4;
const PHONE_SIGNS = '[📞📱📲☎✆🤙📳]';

/** A word or sign that announces a phone number, wherever it stands. */
export const PHONE_CUE = new RegExp(
  `${PHONE_SIGNS}|(?<![\\p{L}\\p{M}])(?:${phoneAlternatives()})(?![\\p{L}\\p{M}])`,
  'giu',
);

/** Says afterwards that a number was a phone number: `0712 345 678 ni namba yangu`. */
export const PHONE_CUE_AFTER =
  /^.{0,24}?(?:my (?:number|phone|no\b|line|cell)|(?:his|her|their|our) (?:number|phone)|call|text me|whats\s?app|namba (?:yangu|yake)|simu|numero ko|number ko|tawag|mi numero|mi cel|mi movil|mi tel|e o meu|mon numero|رقمي|मेरा न|मेरा फ|कॉल|फोन|নম্বর|নাম্বার|কল|نمبر)/isu;

function phoneAlternatives(): string {
  const words = PHONE_WORDS.join(' ').split(' ');
  const sources = [...new Set(words)].map((word) => {
    const folded = fold(word).text;
    if (/[\u0600-\u06ff]/.test(folded)) return `[وفبلك]?(?:ال)?${folded}\\p{L}{0,3}`;
    return folded.length < SHORTEST_STEM ? folded : `${folded}[\\p{L}\\p{M}]{0,6}`;
  });
  return sources.sort((one, other) => other.length - one.length).join('|');
}
