import { findMentions, knownNames } from './body/mentions.js';
import { isEncryptionNotice, isKnownNotice, readNotice } from './body/notice.js';
import { type BodyReading, readBody } from './body/placeholder.js';
import { type AuthoredBody, authorSplitter } from './body/split-author.js';
import { type ChatEntry, type DateOrder, longestText, type MessageDraft } from './chat-file.js';
import { cleanName } from './direction-marks.js';
import { calendarDay } from './header/date-order.js';
import { readStamp } from './header/stamp.js';
import type { WallClock } from './header/wall-clock.js';
import type { LineBatch } from './source/text-lines.js';
import type { Survey } from './survey.js';

/** How one chat is written, and the clock its times were read from. */
export interface Reading {
  readonly survey: Survey;
  readonly dateOrder: DateOrder;
  readonly clock: WallClock;
}

/** A message or notice whose last line may not have been met yet. */
interface Open {
  readonly at: number;
  readonly line: number;
  readonly marked: boolean;
  body: string;
  cut: boolean;
}

/** Puts the lines of a chat together to messages and notices, in the order of the file. */
export async function* whatsappEntries(
  batches: AsyncIterable<LineBatch>,
  reading: Reading,
): AsyncGenerator<ChatEntry> {
  const close = closer(reading);
  let open: Open | undefined;
  let number = 0;
  for await (const { lines, cut } of batches) {
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      number += 1;
      const next = start(line, number, reading);
      if (next === undefined) {
        // What stands before the first message was put there by somebody else.
        if (open !== undefined) append(open, line);
      } else {
        if (open !== undefined) yield close(open);
        open = next;
      }
      if (cut.size > 0 && open !== undefined && cut.has(at)) open.cut = true;
    }
  }
  if (open !== undefined) yield close(open);
}

/** The message a line starts, or undefined when it goes on with the one before. */
function start(
  line: string,
  number: number,
  { survey, dateOrder, clock }: Reading,
): Open | undefined {
  const stamp = readStamp(line);
  if (stamp === undefined) return undefined;
  // A quoted message from another phone looks like a start but is written differently.
  if (stamp.shape !== survey.shape || stamp.separator !== survey.separator) return undefined;
  if (stamp.yearFirst !== survey.yearFirst) return undefined;
  const day = calendarDay(stamp, dateOrder);
  if (day === undefined) return undefined;
  const at = clock(day, stamp.hour, stamp.minute, stamp.second);
  return { at, line: number, marked: stamp.marked, body: line.slice(stamp.end), cut: false };
}

function append(open: Open, line: string): void {
  const room = longestText - open.body.length - 1;
  if (room <= 0) {
    open.cut ||= line !== '';
    return;
  }
  open.body += `\n${line.length > room ? line.slice(0, room) : line}`;
  open.cut ||= line.length > room;
}

/** Turns finished bodies into entries, counting the messages. */
function closer({ survey }: Reading): (open: Open) => ChatEntry {
  const split = authorSplitter(survey.colonNames);
  const names = knownNames();
  let index = 0;

  return (open) => {
    const authored = split(open.body);
    const read = authored && readBody(authored.body, open.marked);
    if (authored === undefined || read === undefined || isNotice(authored, read, survey)) {
      const { kind, people, by, text } = readNotice(authored?.body ?? open.body);
      const notice = { type: 'notice', kind, at: open.at, people, text, line: open.line } as const;
      return by === undefined ? notice : { ...notice, by };
    }
    names.add(authored.from);
    const message = toMessage(open, authored.from, read, index, findMentions(read.text, names));
    index += 1;
    return message;
  };
}

/** Assigned one by one: spreading millions of times would double the time a chat takes. */
function toMessage(
  { at, line, cut }: Open,
  from: string,
  { text, media, edited, deleted }: BodyReading,
  index: number,
  mentions: readonly string[],
): ChatEntry {
  const message: MessageDraft = { type: 'message', index, at, from, text, mentions, line };
  if (media !== undefined) message.media = media;
  if (edited) message.edited = true;
  if (deleted) message.deleted = true;
  if (cut) message.cut = true;
  return message;
}

/** On iOS a notice has an author too: the group, or whoever did it. */
function isNotice(authored: AuthoredBody, read: BodyReading, survey: Survey): boolean {
  if (survey.shape === 'dash') return false;
  if (read.led) return true;
  // A mark stands before media and before some notices; one that tells of its author is no media.
  if (read.media === 'omitted' && read.text === '') return tellsOf(authored, survey);
  // An editor may have dropped the marks; then only a known wording tells a notice.
  if (survey.marked || read.text === '' || read.text.length > 300) return false;
  if (isEncryptionNotice(read.text)) return true;
  return tellsOf(authored, survey);
}

/** Whether a body is a notice of known wording about its author or the group. */
function tellsOf({ from, body }: AuthoredBody, { title }: Survey): boolean {
  const about = from === title || cleanName(body).startsWith(cleanName(from));
  return about && isKnownNotice(body);
}
