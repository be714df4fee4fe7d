import type { FoundInvite } from './found-invite.js';

/**
 * Services that hide where a link goes, and words that say it goes into a group.
 *
 * A short link alone is ordinary (forms, trainings). Next to "join our WhatsApp group" it is an
 * invitation that only hides its host.
 */
const SHORT_LINK =
  /(?<![\w.-])(?:bit\.ly|bitly\.com|tinyurl\.com|t\.co|goo\.gl|is\.gd|v\.gd|cutt\.ly|rb\.gy|shorturl\.at|ow\.ly|tiny\.cc|s\.id|t\.ly|lnkd\.in|buff\.ly|short\.io|linktr\.ee|rebrand\.ly|surl\.li|da\.gd|u\.to|chat\.link|gg\.gg)\s{0,2}\/\s{0,2}([\w-]{3,64})/gi;

const MESSENGER =
  /whats\s?app|watsap|telegram|viber|messenger|discord|\bsignal\b|\bwa\s+group|\bwa\s+grup|\bgroup\s+wa\b|\bgrup\s+wa\b|\bgc\b|group\s?chat|व्हाट्स|वॉट्स|হোয়াটস|واتس|واٹس|تلغرام|تلجرام|تيليجرام|تليجرام|ዋትስ|ቴሌግራም/i;

const JOIN =
  /\bjoin|\bsali|\bpasok|\bjiunge|\bjiung|\bingia\b|\bunete|\bunirse|\bunanse|\bentra|\brejoign|\brejoindre|\bintegr|\bgabung|\bentre\b|\badd\s+(?:me|you|ur)|\binvit|जुड़|शामिल|যোগ|যুক্ত|شامل|جوائن|انضم|ادخل|للانضمام|رابط|ተቀላቀል|ይቀላቀሉ/i;

/** Finds short links in messages that call people into a messenger's group. */
export function* findShortenedInvites(folded: string): Generator<FoundInvite> {
  if (!folded.includes('/')) return;
  for (const match of folded.matchAll(SHORT_LINK)) {
    if (!MESSENGER.test(folded) || !JOIN.test(folded)) return;
    yield {
      start: match.index,
      end: match.index + match[0].length,
      link: match[0].replace(/\s/g, ''),
      reason: 'shortened-link',
      severity: 'low',
    };
  }
}
