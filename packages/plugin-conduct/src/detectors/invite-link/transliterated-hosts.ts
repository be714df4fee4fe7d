import { type Folded, rewrite } from '../normalise.js';

const CHAT = 'شات|تشات|چات|چیٹ|चैट|চ্যাট|ቻት';
const WHATSAPP =
  'واتس ?[اآ]ب|وتساب|واٹس ?[ایئ]{0,2}پ|व्हाट्स ?[एऐअ]?प्?प?|व्हॉट्स ?[एऐ]प|वॉट्स ?[एऐ]प|হোয়াটস ?অ্যাপ|হোয়াটসঅ্যাপ|ዋትስ ?አፕ';
const COM = 'كوم|کام|कॉम|কম|ኮም';
const DOT = '[\\s.()\\[\\]-]{0,3}(?:دوت|نقطة|نقطه|ڈاٹ|डॉट|डाट|ডট|ነጥብ|dot)?[\\s.()\\[\\]-]{0,3}';

/** The host of WhatsApp invitations as it is pronounced, in Arabic, Indic and Ethiopic letters. */
const SPOKEN_HOST = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${CHAT})${DOT}(?:${WHATSAPP})${DOT}(?:${COM})(?![\\p{L}\\p{M}])`,
  'gu',
);
const NOT_LATIN = /[\u0600-\u137f]/;

/**
 * Writes `شات دوت واتساب دوت كوم` as `chat.whatsapp.com`. Texts in Latin letters are not touched.
 */
export function readSpokenHosts(folded: Folded): Folded {
  if (!NOT_LATIN.test(folded.text)) return folded;
  return rewrite(folded, SPOKEN_HOST, () => 'chat.whatsapp.com');
}
