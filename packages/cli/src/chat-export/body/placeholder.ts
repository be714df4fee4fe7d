import { afterMarks, isMark, isSpace, plainPhrase } from '../direction-marks.js';
import { allWordings } from '../wording/all-wordings.js';
import type { Wording } from '../wording/wording.js';

/** What a message says once the platform's own words are taken out of it. */
export interface BodyReading {
  readonly text: string;
  readonly media?: 'omitted' | 'attached';
  readonly edited?: true;
  readonly deleted?: true;
  /** The platform's own mark opened the body and nothing explained it: probably a notice. */
  readonly led?: true;
}

type Draft = { -readonly [Key in keyof BodyReading]: BodyReading[Key] };

/** Most messages differ from every known phrase within so many characters. */
const openingLength = 4;

const phrasesOf = (pick: (wording: Wording) => readonly string[] | undefined) =>
  allWordings.flatMap((wording) => pick(wording) ?? []).map(plainPhrase);

const omitted = new Set([
  ...phrasesOf((wording) => wording.omitted),
  ...phrasesOf((wording) => wording.absent),
]);
const fileAttached = new Set(phrasesOf((wording) => wording.fileAttached));
const attachedFile = new Set(phrasesOf((wording) => wording.attachedFile));
const deleted = new Set(phrasesOf((wording) => wording.deleted));
const edited = new Set(phrasesOf((wording) => wording.edited));
const deletedBy = phrasesOf((wording) => wording.deletedBy).map((phrase) => {
  const [before = '', after = ''] = phrase.split('*');
  return { before, after };
});

/** How known phrases begin, in the three ways of writing they are met. */
const openings = new Set(
  [...omitted, ...deleted, ...deletedBy.map(({ before }) => before)]
    .map((phrase) => phrase.slice(0, openingLength))
    .flatMap((opening) => [opening, opening.toUpperCase(), capitalised(opening)]),
);
const longestPhrase = Math.max(...[...omitted, ...deleted].map((phrase) => phrase.length)) + 8;

/** Names WhatsApp gives to files, whatever the language around them. */
const androidFile = /^(?:IMG|VID|AUD|PTT|STK|GIF|DOC)-\d{8}-WA\d+\.\w{0,5}$/;
/** An ending tells `list.pdf (file attached)` from a sentence; recordings may end in a dot. */
const fileName = /\.\w{0,5}$/;
const iosAttachment = /[\u200e\u200f]?<\s?([^<>:：]{1,40}?)\s?[:：]\s?([^<>\n]{1,255})>/;
const iosUnknownAttachment = /[\u200e\u200f]?<[^<>\n]{0,40}\d{8}-[A-Z][^<>\n]{1,255}>/;
const mapLink = /https?:\/\/(?:maps\.google\.com\/|maps\.app\.goo\.gl\/|foursquare\.com\/v\/)/;

/**
 * Reads what follows the author. `marked` says that a mark stood before the whole line, which iOS
 * puts in front of media whatever the language.
 */
export function readBody(body: string, marked: boolean): BodyReading {
  const start = afterMarks(body);
  const whole = body.slice(start).trimEnd();
  const last = whole.charCodeAt(whole.length - 1);
  // Nearly every message is plain text, so the costly questions are asked of the others only.
  if (start === 0 && last !== 0x3e && last !== 0x29 && whole.length > longestPhrase) {
    return plainText(whole);
  }
  const cut = last === 0x3e || isMark(last) ? takeEdited(whole) : undefined;
  const reading = readPlaceholder(cut ?? whole, start > 0, marked);
  if (cut !== undefined) reading.edited = true;
  return reading;
}

function plainText(text: string): BodyReading {
  const special = text.includes('<') || text.includes('\n') || text.includes('http');
  if (!special && !text.includes('\u200e') && !text.includes('\u200f')) return { text };
  return readPlaceholder(text, false, false);
}

function readPlaceholder(text: string, led: boolean, marked: boolean): Draft {
  const lineEnd = text.indexOf('\n');
  const first = lineEnd < 0 ? text : text.slice(0, lineEnd);
  const caption = lineEnd < 0 ? '' : text.slice(lineEnd + 1);
  const phrase = mayBePhrase(first) ? plainPhrase(first) : undefined;
  if (phrase !== undefined) {
    if (omitted.has(phrase)) return { text: caption, media: 'omitted' };
    if (lineEnd < 0 && isDeletion(phrase)) return { text: '', deleted: true };
  }
  const attached = takeAttachment(first) ?? takeOmission(first);
  if (attached !== undefined) {
    return { text: joinLines(attached.rest, caption), media: attached.media };
  }
  if (mapLink.test(text)) return { text, media: 'attached' };
  if (!led) return { text };
  return explainMark(text, lineEnd, marked);
}

/** Cheap to ask, and true of hardly any message that is not a placeholder. */
function mayBePhrase(line: string): boolean {
  if (line.length > longestPhrase) return false;
  let start = 0;
  while (start < line.length && isBeforePhrase(line.charCodeAt(start))) start += 1;
  return openings.has(line.slice(start, start + openingLength));
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function isBeforePhrase(code: number): boolean {
  return code === 0x3c || isMark(code) || isSpace(code);
}

/** A body that opens with a mark is the platform's; links, polls and questions are a person's. */
function explainMark(text: string, lineEnd: number, marked: boolean): Draft {
  if (lineEnd >= 0 || /https?:\/\/|@\u2068|[:?？]$/.test(text)) {
    return { text: withoutOwnMarks(text) };
  }
  return marked ? { text: '', media: 'omitted' } : { text, led: true };
}

function isDeletion(phrase: string): boolean {
  if (deleted.has(phrase)) return true;
  return deletedBy.some(({ before, after }) => phrase.startsWith(before) && phrase.endsWith(after));
}

interface Taken {
  readonly rest: string;
  readonly media: 'omitted' | 'attached';
}

/** `photo.jpg (file attached)` or `<attached: photo.jpg>`, with what else the line says. */
function takeAttachment(line: string): Taken | undefined {
  const open = line.endsWith(')') ? line.lastIndexOf(' (') : -1;
  if (open > 0 && line.length - open <= longestPhrase) {
    const name = line.slice(afterMarks(line), open);
    const word = plainPhrase(line.slice(open + 2, -1));
    if ((fileAttached.has(word) && fileName.test(name)) || androidFile.test(name)) {
      return { rest: '', media: 'attached' };
    }
  }
  if (!line.includes('<')) return undefined;
  const named = iosAttachment.exec(line);
  const match =
    named && attachedFile.has(plainPhrase(named[1] ?? ''))
      ? named
      : iosUnknownAttachment.exec(line);
  if (match === null) return undefined;
  const before = line.slice(0, match.index);
  const after = line.slice(match.index + match[0].length);
  const rest = withoutOwnMarks(`${before.trimEnd()} ${after.trimStart()}`).trim();
  return { rest, media: 'attached' };
}

/** `report.pdf • 2 pages ‎document omitted`: the part after the last mark is the placeholder. */
function takeOmission(line: string): Taken | undefined {
  const at = Math.max(line.lastIndexOf('\u200e'), line.lastIndexOf('\u200f'));
  if (at < 0 || line.length - at > longestPhrase) return undefined;
  if (!omitted.has(plainPhrase(line.slice(at)))) return undefined;
  return { rest: withoutOwnMarks(line.slice(0, at)).trimEnd(), media: 'omitted' };
}

/** The text without `<This message was edited>` at its end, or undefined when it has none. */
function takeEdited(text: string): string | undefined {
  const open = text.lastIndexOf('<');
  if (open < 0 || text.length - open > longestPhrase) return undefined;
  const inside = text.slice(open);
  const phrase = plainPhrase(inside);
  // iOS sets a mark before its own words, so an unknown phrase without a file name is this one too.
  const own = isMark(text.charCodeAt(open - 1)) && !/[\d:：]/.test(phrase) && !omitted.has(phrase);
  if (!edited.has(phrase) && !own) return undefined;
  let end = open;
  while (end > 0 && isMark(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end).trimEnd();
}

/** iOS marks each of its own words; the isolates around a mention stay. */
function withoutOwnMarks(text: string): string {
  return text.replace(/[\u200e\u200f]/g, '');
}

function joinLines(first: string, rest: string): string {
  return first === '' || rest === '' ? first + rest : `${first}\n${rest}`;
}
