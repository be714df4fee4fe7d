import {
  type ColonNames,
  decideColonNames,
  newColonTally,
  secondPart,
  tallyColons,
} from './body/colon-names.js';
import { isEncryptionNotice } from './body/notice.js';
import { authorEnd } from './body/split-author.js';
import type { DateOrder } from './chat-file.js';
import { cleanName, isMark } from './direction-marks.js';
import {
  type DateTally,
  decideDateOrder,
  isDecided,
  newDateTally,
  tallyDate,
} from './header/date-order.js';
import { readStamp, type Stamp, type StampShape } from './header/stamp.js';
import type { LineBatch } from './source/text-lines.js';

/** What a first look at a chat has found out about the whole of it. */
export interface Survey {
  readonly shape: StampShape;
  /** Code of the character between the parts of every date. */
  readonly separator: number;
  readonly yearFirst: boolean;
  readonly dateOrder: DateOrder;
  /** The order somebody asks for would make dates of the file impossible. */
  readonly rulesOut: (order: DateOrder) => boolean;
  readonly colonNames: ColonNames;
  /** iOS writes its notices under the name of the group: the first one gives it away. */
  readonly title: string | undefined;
  /** The platform's own words are marked, as iOS does unless an editor has dropped the marks. */
  readonly marked: boolean;
}

/** Without a message in so many lines it is no chat. */
const linesWithoutMessage = 200;

/** So many messages are looked at for names; dates are followed until they are decided. */
const enoughMessages = 2000;

interface StyleTally {
  readonly stamp: Stamp;
  count: number;
  readonly dates: DateTally;
}

interface Progress {
  readonly styles: Map<string, StyleTally>;
  readonly colons: ReturnType<typeof newColonTally>;
  lines: number;
  messages: number;
  title: string | undefined;
  marked: boolean;
}

/**
 * Reads as much of the chat as it takes to know how it is written. Gives the number of lines
 * read instead when none of them starts like a message.
 */
export async function surveyChat(batches: AsyncIterable<LineBatch>): Promise<Survey | number> {
  const progress: Progress = {
    ...{ styles: new Map(), colons: newColonTally() },
    ...{ lines: 0, messages: 0, title: undefined, marked: false },
  };
  for await (const { lines } of batches) {
    for (const line of lines) {
      progress.lines += 1;
      const stamp = readStamp(line);
      if (stamp !== undefined) look(progress, stamp, line);
      else if (progress.messages === 0 && progress.lines >= linesWithoutMessage) {
        return progress.lines;
      }
    }
    if (progress.messages >= enoughMessages && isSettled(progress)) break;
  }
  return conclude(progress);
}

function look(progress: Progress, stamp: Stamp, line: string): void {
  progress.messages += 1;
  const key = `${stamp.shape}${stamp.separator}${stamp.yearFirst}`;
  let style = progress.styles.get(key);
  if (style === undefined) {
    style = { stamp, count: 0, dates: newDateTally() };
    progress.styles.set(key, style);
  }
  style.count += 1;
  tallyDate(style.dates, stamp);
  if (progress.messages <= enoughMessages) lookAtBody(progress, stamp, line.slice(stamp.end));
}

function lookAtBody(progress: Progress, stamp: Stamp, body: string): void {
  const end = authorEnd(body);
  if (end < 0) return;
  const prefix = cleanName(body.slice(0, end));
  tallyColons(progress.colons, prefix, secondPart(body, end + 2));
  if (stamp.shape === 'dash') return;
  const marked = isMark(body.charCodeAt(end + 2));
  progress.marked ||= marked;
  if (progress.messages > 1 || stamp.marked) return;
  if (marked || isEncryptionNotice(body.slice(end + 1))) progress.title = prefix;
}

function isSettled(progress: Progress): boolean {
  const style = usualStyle(progress);
  return style !== undefined && isDecided(style.dates);
}

function usualStyle({ styles }: Progress): StyleTally | undefined {
  const [first, ...others] = styles.values();
  return others.reduce((best, style) => (best && best.count >= style.count ? best : style), first);
}

function conclude(progress: Progress): Survey | number {
  const style = usualStyle(progress);
  if (style === undefined) return progress.lines;
  const { stamp, dates } = style;
  const dateOrder = decideDateOrder(dates);
  return {
    shape: stamp.shape,
    separator: stamp.separator,
    yearFirst: stamp.yearFirst,
    dateOrder,
    rulesOut: (order) => dates.readings[order].impossible > dates.readings[dateOrder].impossible,
    colonNames: decideColonNames(progress.colons),
    title: progress.title,
    marked: progress.marked,
  };
}
