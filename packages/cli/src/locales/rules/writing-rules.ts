import { error, type Remark, warning } from '../finding.js';
import { type TextInLocale, withoutPlaceholders, wordsOf } from '../text-in-locale.js';

/** Names that are the same in every language. */
const brands = /\b(WhatsApp|Telegram|Kapwa|Messenger|Signal|Slack|Facebook|Google)\b/gi;
/** Fewer letters prove nothing: an abbreviation or a name may be all there is. */
const FEWEST_LETTERS = 4;

/** Scripts that stand for several in ISO 15924. */
const several: Readonly<Record<string, readonly string[]>> = {
  Jpan: ['Han', 'Hiragana', 'Katakana'],
  Kore: ['Hangul', 'Han'],
  Hans: ['Han'],
  Hant: ['Han'],
};

/** How a text is written: its letters, its invisible marks, the space around it. */
export function writingRules(one: TextInLocale): readonly Remark[] {
  return [...spaceRemarks(one), ...markRemarks(one), ...scriptRemarks(one), ...sameRemarks(one)];
}

function spaceRemarks({ text, source }: TextInLocale): readonly Remark[] {
  const remarks: Remark[] = [];
  const [own, theirs] = [text, source].map((words) => words !== words.trim());
  if (own === true && theirs !== true) {
    remarks.push(warning('whitespace', 'There is a space or line break around the text.'));
  }
  if (text !== text.normalize('NFC')) {
    const message =
      'Letters and their accents are stored apart (not NFC). Type the text again, or let an editor bring it into NFC.';
    remarks.push(warning('not-nfc', message));
  }
  return remarks;
}

function markRemarks({ text }: TextInLocale): readonly Remark[] {
  const remarks: Remark[] = [];
  if (/[\u202a-\u202e]/.test(text)) {
    const message =
      'There is an invisible mark of direction (U+202A to U+202E) in it. Delete it: the bot sets names and numbers apart by itself.';
    remarks.push(error('bidi-control-forbidden', message));
  }
  if (!isBalanced(text)) {
    const message =
      'Invisible marks of direction are opened and not closed, or the other way round. Delete them.';
    remarks.push(error('bidi-unbalanced', message));
  }
  return remarks;
}

function isBalanced(text: string): boolean {
  let open = 0;
  for (const character of text) {
    if (/[\u2066-\u2068]/.test(character)) open += 1;
    if (character === '\u2069') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

function scriptRemarks({ tag, text, isWordList }: TextInLocale): readonly Remark[] {
  if (isWordList) return [];
  const words = wordsOf(text);
  const remarks: Remark[] = [];
  const script = new Intl.Locale(tag).maximize().script ?? 'Latn';
  const share = shareIn(script, words.replace(brands, ''));
  if (share !== undefined && share < 0.5) {
    const name = new Intl.DisplayNames(['en'], { type: 'script' }).of(script) ?? script;
    remarks.push(
      error('wrong-script', `Most letters are not of the script of this language (${name}).`),
    );
  }
  const mixed = words.match(/[\p{L}\p{M}]+/gu)?.find(isMixed);
  if (mixed !== undefined) {
    const message = `"${mixed}" mixes Latin letters with Cyrillic or Greek ones that look alike. Type it again.`;
    remarks.push(error('mixed-script-word', message));
  }
  return remarks;
}

function shareIn(script: string, words: string): number | undefined {
  const classes = (several[script] ?? [script]).map((name) => `\\p{Script=${name}}`).join('');
  const own = new RegExp(`[${classes}]`, 'u');
  const letters = words.match(/\p{L}/gu) ?? [];
  if (letters.length < FEWEST_LETTERS) return undefined;
  return letters.filter((letter) => own.test(letter)).length / letters.length;
}

function isMixed(word: string): boolean {
  return /\p{Script=Latin}/u.test(word) && /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word);
}

function sameRemarks({ text, forms, note, isSource }: TextInLocale): readonly Remark[] {
  if (isSource || !forms.includes(text) || note.sameOk === true) return [];
  const letters = wordsOf(withoutPlaceholders(text)).replace(brands, '').match(/\p{L}/gu) ?? [];
  if (letters.length < FEWEST_LETTERS) return [];
  return [warning('untranslated', 'This is still the English text.')];
}
