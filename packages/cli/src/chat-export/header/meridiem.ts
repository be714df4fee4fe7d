import { withoutMarks } from '../direction-marks.js';

/** Which half of the day a word names; `night` is before or after midnight, as the hour says. */
export type Meridiem = 'am' | 'pm' | 'night';

/** The words phones write beside a 12-hour time, compared without case, dots and spaces. */
const words: Readonly<Record<Meridiem, string>> = {
  am:
    'am a | ص صباحا | पूर्वाह्न मपू सुबह | قظ | সকাল পূর্বাহ্ণ | 上午 午前 오전 凌晨 早上 | pg pagi | asubuhi | ' +
    'sa | öö | πμ | gh | sf | àárọ̀ | ጥዋት | පෙව | நற்பகல் | နံနက် | vorm | ngumaga | ' +
    'inthemorning | delamañana delamadrugada | dumatin | damanhã damadrugada | midnight',
  pm:
    'pm p | م مساء | अपराह्न मउ दोपहर शाम | بظ | বিকাল অপরাহ্ণ | 下午 午後 오후 晚上 中午 | ptg petang siang sore | ' +
    'alasiri mchana jioni | ch | ös | μμ | gd | ym | ọ̀sán | ከሰዓት | පව | பிற்பகல் | ညနေ | nachm | ' +
    'nghapon ngtanghali | intheafternoon intheevening | delatarde | delaprèsmidi dusoir | datarde | noon',
  night: 'atnight | malam | usiku | delanoche | nggabi | danoite | रात',
};

const byWord = new Map<string, Meridiem>();
for (const half of ['am', 'pm', 'night'] as const) {
  for (const word of words[half].split(/[ |]+/)) byWord.set(plain(word), half);
}

/** Fillers between date and time, such as French `à`, and the Buddhist era; they say nothing. */
const fillers = new Set(['à', 'às', 'as', 'at', 'um', 'klo', 'kl', 'be', 'saa']);

function plain(word: string): string {
  return withoutMarks(word)
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s.,’'-]/g, '');
}

/** A chat has two of these at most, so looking them up again is all it takes. */
const met = new Map<string, Meridiem | 'none' | undefined>();

/** What a word beside a time means, `none` where there is none; undefined when it is not known. */
export function readMeridiem(text: string): Meridiem | 'none' | undefined {
  if (text === '' || text === ' ') return 'none';
  if (met.has(text)) return met.get(text);
  const word = plain(text);
  const half = word === '' || fillers.has(word) ? 'none' : byWord.get(word);
  if (met.size < 64) met.set(text, half);
  return half;
}

/** The hour from 0 to 23; 24 is what some phones write for midnight. */
export function hourOfDay(hour: number, half: Meridiem | 'none'): number {
  if (half === 'none' || hour > 12) return hour % 24;
  const onClock = hour % 12;
  if (half === 'am') return onClock;
  if (half === 'night' && onClock < 6) return onClock;
  return onClock + 12;
}
