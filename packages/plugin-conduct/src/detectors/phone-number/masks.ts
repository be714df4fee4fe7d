import { numberedThings } from './numbered-things.js';

/** Stands for a masked character; never part of a number and never joined over. */
export const MASKED = '\u0001';

const CURRENCY =
  '(?:kes|kshs?|tshs?|tzs|ugx|ushs?|php|inr|rs|ngn|egp|le|sar|sr|jod|jd|bdt|tk|npr|pkr|mxn|usd|us\\$|eur|gbp|xof|xaf|f?cfa|cdf|fc|sh|etb|birr|idr|rp|r\\$|rwf|bif|zmw|mwk|ghs|aoa|kz|₱|₹|₦|৳|£|€|\\$|p)';
const CURRENCY_AFTER =
  '(?:/[=-]|kes|kshs?|tshs?|tzs|ugx|php|inr|ngn|egp|sar|jod|bdt|npr|pkr|mxn|usd|eur|gbp|f?cfa|cdf|etb|idr|[₱₹₦৳£€$]|shillings?|shilingi|bob|pesos?|piso|rupees?|rupiah|rupaye|naira|francs?|dollars?|dolares|euros?|pounds?|riyals?|rials?|dirhams?|dinars?|birr|taka|reais|ريال|دينار|جنيه|درهم|روپے|روپیہ|रुपये|रुपए|रू|টাকা|ብር|million|millions|millones|milioni|milyon|juta|lakhs?|crores?|thousand|elfu|libo|mil)';
const AMOUNT =
  "(?!0\\d)(?:\\d{1,3}(?:[ ,.']\\d{3}){1,5}(?:[.,]\\d{1,2})?|\\d{1,8}(?:\\.\\d{1,2})?)(?!\\d)";
const UNIT =
  '(?:mg|ml|mcg|ug|kg|km|cm|mm|iu|mmhg|bpm|litres?|liters?|doses?|tablets?|tabs?|pills?|vials?|people|persons?|patients?|clients?|households?|children|women|men|girls|boys|babies|mothers|families|followers|members|views|votes|copies|steps|calls|cases|cells|years?|months?|weeks?|days|hrs?|hours|casos|personas|pacientes|dosis|ninos|hogares|personnes|enfants|menages|patientes?|watu|wagonjwa|watoto|kaya|dozi|vidonge|tao|katao|pasyente|bata|pamilya|orang|pasien|anak|dosis|pessoas|مريض|مريضا|شخص|شخصا|جرعة|طفل|اسرة|मरीज|मरीज़|खुराक|लोग|लोगों|बच्चे|परिवार|জন|ডোজ|শিশু|পরিবার|مریض|افراد|بچے|خوراک|ሰዎች|ልጆች)';

const HOUR = '(?:[01]\\d|2[0-4])[0-5]\\d';
const YEAR = '(?:19|20)\\d\\d';

/** What has six or more digits and is nobody's phone number, in the order it is taken out. */
const MASKS: readonly RegExp[] = [
  // Web and mail addresses.
  /\b[a-z][a-z+]{1,9}:\/\/[^\s]{1,2000}|\bwww\.[^\s]{1,2000}/g,
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,24}){1,4}/g,
  /(?<![\w.-])(?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|int|gov|edu|info|io|co|me|app|ly|gl|gg|link|health|ke|tz|ug|ph|in|eg|sa|jo|ng|bd|np|pk|mx|es|fr|sn|cd|uk|us|id|et)\/[^\s]{1,2000}/g,
  // Dates, with and without time; years; times and ranges of them.
  /(?<!\d)(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)(?:[t ]\d{1,2}:\d{2}(?::\d{2})?)?/g,
  /(?<!\d)(?<!\d[-/.])(?:0?[1-9]|[12]\d|3[01])\s?([-/.])\s?(?:0?[1-9]|[12]\d|3[01])\s?\1\s?(?:19|20)\d\d(?!\d|[-/. ]\d)/g,
  /(?<!\d|\d[-/. ])(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\1\d\d(?!\d|[-/. ]\d)/g,
  /(?<!\d|\d[-/. ])(?:0?[1-9]|[12]\d|3[01]) (?:0?[1-9]|1[0-2]) (?:19|20)\d\d(?!\d|[-/. ]\d)/g,
  new RegExp(`(?<!\\d)${YEAR}(?:\\s?[-/]\\s?${YEAR}|(?:,?\\s|,)${YEAR}){1,20}(?!\\d)`, 'g'),
  /(?<![\d:])(?:[01]?\d|2[0-4])[:h][0-5]\d(?::[0-5]\d)?(?![\d:])/g,
  new RegExp(
    `(?<!\\d|\\d[-/. ])${HOUR}\\s?(?:-|to|a|hadi|hanggang)\\s?${HOUR}(?!\\d|[-/. ]\\d)`,
    'g',
  ),
  new RegExp(`(?<!\\d|\\d[-/. ])${HOUR}\\s?(?:h|hrs|hours|am|pm)\\b`, 'g'),
  // Places.
  /[-+]?\b\d{1,3}\.\d{3,15}\s?°?\s?[nsewo]?\s?[,;/ ]\s{0,3}[-+]?\d{1,3}\.\d{3,15}\b/g,
  /[-+]?\b\d{1,3}\s?°\s?\d{1,2}[^\d\n]{1,3}\d{0,2}(?:\.\d{1,6})?[^\d\n]{0,3}/g,
  /(?<![\d.,-])\d{1,3}\.\d{4,15}(?![\d.-]|\s\d)/g,
  // Machines and codes.
  /(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d{1,2})(?:\.(?:25[0-5]|2[0-4]\d|1?\d{1,2})){3}(?![\d.])/g,
  /(?<!\d)97[89][ -]?(?:\d[ -]?){9}[\dx](?!\d)/g,
  /\b(?=[\da-f-]{16,40}\b)(?=[\d-]{0,40}[a-f])[\da-f]{2,12}(?:-?[\da-f]{2,12}){2,8}\b/g,
  // Money, amounts, measures.
  new RegExp(`(?<![\\p{L}\\p{M}])${CURRENCY}\\s?[.:]?\\s?${AMOUNT}`, 'gu'),
  new RegExp(
    `(?<![\\d.,+(])(?<![+(]\\d{0,3}[ -])${AMOUNT}\\s?${CURRENCY_AFTER}(?![\\p{L}\\p{M}]|\\s?\\d)`,
    'gu',
  ),
  /(?<![\d.,+])[1-9]\d{0,2}(?:,\d{2,3}){1,5}(?:\.\d{1,2})?(?![\d,]|-\d)/g,
  /(?<![\d./-])\d{2,3}\s?\/\s?\d{2,3}(?![\d/-]|\s\d{3})/g,
  new RegExp(`(?<![\\d+])[1-9]\\d{0,11}(?:\\.\\d{1,3})?\\s?${UNIT}(?![\\p{L}\\p{M}])`, 'gu'),
];

let things: readonly RegExp[] | undefined;

/**
 * Takes out of a message what has many digits and is nobody's phone number: addresses, dates,
 * times, places, money, measures, and the numbers of things. The length stays, capitals do not.
 *
 * Every pattern is bounded, so the time is linear: about 30 us for 200 characters with digits. They
 * are written for small letters, because ignoring case makes them ten times as slow to compile.
 */
export function maskNonPhones(text: string): string {
  const lower = text.toLowerCase();
  let masked = lower.length === text.length ? lower : text;
  for (const mask of MASKS) masked = masked.replace(mask, hide);
  things ??= numberedThings();
  for (const thing of things) masked = masked.replace(thing, hide);
  return masked;
}

/** Takes one stretch out of a text; the length stays. */
export function hideSpan(
  text: string,
  span: { readonly start: number; readonly end: number },
): string {
  return text.slice(0, span.start) + MASKED.repeat(span.end - span.start) + text.slice(span.end);
}

function hide(match: string): string {
  return MASKED.repeat(match.length);
}
