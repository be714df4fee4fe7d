import type pc from 'picocolors';
import type { ClockFace } from '../text/clock-face.js';
import { fitTo } from '../text/display-width.js';
import { wrapBehind } from '../text/wrap.js';
import type { Entry, Summary, Where } from './entry.js';
import { sentenceOf } from './sentence.js';

/** Colours that may be switched off. */
export type Colors = ReturnType<typeof pc.createColors>;

/** How a transcript looks. */
export interface TranscriptStyle {
  readonly face: ClockFace;
  readonly colors: Colors;
  /** Columns of a line. */
  readonly columns: number;
  /** Columns kept for where something happened; just as many as it takes unless given. */
  readonly placeColumns?: number;
}

/** Behind the time, and behind the place. */
const gap = '  ';
const timeColumns = '00:00'.length;

/** A place as a line of the transcript names it. */
export function placeName(where: Where): string {
  return where.direct ? `${where.name}, direct` : where.name;
}

/** Where the words begin; without a column for places, behind the time. */
function indentOf(placeColumns: number | undefined): number {
  const place = placeColumns === undefined ? 0 : placeColumns + gap.length;
  return timeColumns + gap.length + place;
}

/** A line of the conversation: time, place, and who said or did what. */
function spokenLines(
  entry: Entry & { readonly where: Where },
  { face, colors, columns, placeColumns }: TranscriptStyle,
): readonly string[] {
  const time = face.time(entry.at);
  const name = placeName(entry.where);
  const place = placeColumns === undefined ? name : fitTo(name, placeColumns);
  const prefix = `${time}${gap}${place}${gap}`;
  const sentence = sentenceOf(entry);
  const [first = '', ...others] = wrapBehind(prefix, sentence, columns, indentOf(placeColumns));
  const words = first.slice(prefix.length);
  const byBot = entry.kind === 'said' && entry.who.bot;
  const speaker = entry.kind === 'said' ? entry.who.name : '';
  const shown = `${byBot ? colors.green(speaker) : colors.bold(speaker)}${words.slice(speaker.length)}`;
  return [
    `${colors.dim(time)}${gap}${colors.cyan(place)}${gap}${speaker === '' ? colors.dim(words) : shown}`,
    ...others,
  ];
}

const whereOf = (entry: Entry | undefined): Where | undefined =>
  entry !== undefined && 'where' in entry ? entry.where : undefined;

/** What the kit says about itself stands below the conversation, dimmed. */
function remarkLines(
  entry: Entry,
  before: Entry | undefined,
  style: TranscriptStyle,
): readonly string[] {
  const { colors, columns, placeColumns } = style;
  const where = whereOf(entry);
  // Below a message everybody sees where it was.
  const isElsewhere = where !== undefined && where.id !== whereOf(before)?.id;
  const sentence = `${isElsewhere ? `${placeName(where)}: ` : ''}${sentenceOf(entry)}`;
  const indent = ' '.repeat(indentOf(placeColumns));
  const lines = wrapBehind(`${indent}· `, sentence, columns);
  return lines.map((line) => colors.dim(line));
}

function entryLines(
  entry: Entry,
  before: Entry | undefined,
  style: TranscriptStyle,
): readonly string[] {
  switch (entry.kind) {
    case 'narrated':
      return ['', ...wrapBehind('— ', entry.text, style.columns).map(style.colors.bold)];
    case 'noticed':
    case 'not-done':
    case 'plugin-failed':
      return remarkLines(entry, before, style);
    default:
      return spokenLines(entry, style);
  }
}

/** The lines of one entry, with the day above it where a new one has begun. Pure. */
export function transcriptLines(
  entry: Entry,
  before: Entry | undefined,
  style: TranscriptStyle,
): readonly string[] {
  const { face, colors } = style;
  const day = face.day(entry.at);
  const heading =
    before === undefined || face.day(before.at) !== day ? ['', colors.underline(day)] : [];
  return [...heading, ...entryLines(entry, before, style)];
}

const count = (number: number, one: string, several: string): string =>
  `${number} ${number === 1 ? one : several}`;

/** The end of a transcript. */
export function summaryLines(summary: Summary, style: TranscriptStyle): readonly string[] {
  const { messages, answers, noticed, deleted, thanks, welcomed, languages } = summary;
  const counts = [
    count(messages, 'message', 'messages'),
    `${count(answers, 'answer', 'answers')} by the bot in ${languages.join(', ') || 'no language'}`,
    `${noticed} noticed, ${deleted} deleted`,
    `${count(thanks, 'thank-you', 'thank-yous')} counted`,
    `${welcomed} welcomed`,
  ].join(' · ');
  const invitation = 'To play it yourself, run the same command in a terminal.';
  return ['', style.colors.bold(counts), invitation];
}
