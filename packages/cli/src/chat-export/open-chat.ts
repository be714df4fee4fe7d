import type { ChatFile, ChatForm, DateOrder, OpenChatOptions } from './chat-file.js';
import { chatNameIn, plainFileName } from './chat-name.js';
import { wallClock } from './header/wall-clock.js';
import { jsonLineEntries } from './json-lines.js';
import { notAChat, unreadable } from './refusals.js';
import type { ChatSource } from './source/chat-source.js';
import { firstBytes, openSource } from './source/file-source.js';
import { encodingOf, type TextEncoding, whyNotText } from './source/sniff.js';
import { type LineBatch, textLines } from './source/text-lines.js';
import { type Survey, surveyChat } from './survey.js';
import { whatsappEntries } from './whatsapp-entries.js';

const sampleBytes = 64 * 1024;

/** A source whose text can be read from the start as often as needed. */
interface ReadableChat {
  readonly source: ChatSource;
  lines(count?: (bytes: number) => void): AsyncIterable<LineBatch>;
}

/**
 * Opens a chat exported from WhatsApp (`.txt`, `.zip`) or written as JSON lines, and finds out
 * how it is written. Everything it refuses is a `KapwaError` with an `input.*` code; a time zone
 * that does not exist is a `config.invalid`.
 *
 * @example
 * const chat = await openChat('WhatsApp Chat with North Area.txt', { timeZone: 'Africa/Nairobi' });
 * for await (const entry of chat.entries()) if (entry.type === 'message') console.log(entry.text);
 */
export async function openChat(path: string, options: OpenChatOptions): Promise<ChatFile> {
  const clock = wallClock(options.timeZone);
  const source = await openSource(path);
  const head = await firstBytes(source, sampleBytes);
  const encoding = encodingOf(head);
  const why = whyNotText(head, encoding);
  if (why !== undefined) throw unreadable(source.label, why);
  const chat: ReadableChat = {
    source,
    lines: (count) => textLines(counted(source.open(), count), encoding),
  };
  if (isJsonLines(head, encoding, source)) {
    const named = { form: 'json-lines', dateOrder: 'ymd', name: nameOf(source) } as const;
    return chatFile(chat, named, (lines) => jsonLineEntries(lines, source.label, clock));
  }
  const survey = await surveyChat(chat.lines());
  if (typeof survey === 'number') throw notAChat(source.label, survey);
  const dateOrder = dateOrderOf(survey, options, source);
  const named = { form: formOf(survey), dateOrder, name: nameOf(source, survey.title) };
  return chatFile(chat, named, (lines) => whatsappEntries(lines, { survey, dateOrder, clock }));
}

function chatFile(
  { source, lines }: ReadableChat,
  named: Pick<ChatFile, 'form' | 'dateOrder' | 'name'>,
  entriesOf: (lines: AsyncIterable<LineBatch>) => ReturnType<ChatFile['entries']>,
): ChatFile {
  let read = 0;
  return {
    ...named,
    bytes: source.bytes,
    entries() {
      read = 0;
      return entriesOf(
        lines((bytes) => {
          read += bytes;
        }),
      );
    },
    read: () => read,
  };
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  count: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    count(chunk.length);
    yield chunk;
  }
}

function formOf({ shape }: Survey): ChatForm {
  return shape === 'dash' ? 'android' : 'ios';
}

function dateOrderOf(survey: Survey, options: OpenChatOptions, source: ChatSource): DateOrder {
  const { dateOrder: asked } = options;
  if (asked === undefined || survey.yearFirst) return survey.dateOrder;
  if (survey.rulesOut(asked)) {
    throw unreadable(
      source.label,
      `its dates cannot be read as ${asked}. Leave the order out, or ask for ${survey.dateOrder}.`,
    );
  }
  return asked;
}

/** A JSON-lines chat starts with `{`, which no exported message does. */
function isJsonLines(head: Uint8Array, encoding: TextEncoding, source: ChatSource): boolean {
  const start = new TextDecoder(encoding).decode(head.subarray(0, 1024)).trimStart();
  if (/^\[\s*\{/.test(start)) {
    throw unreadable(
      source.label,
      'this is one JSON array, and JSON lines are needed: one object a line, without brackets ' +
        'around them and commas between them.',
    );
  }
  return start.startsWith('{');
}

function nameOf(source: ChatSource, title?: string): string {
  const named = chatNameIn(source.fileName) ?? chatNameIn(source.folder);
  if (named !== undefined) return named;
  const plain = plainFileName(source.fileName);
  return plain === '_chat' && title !== undefined ? title : plain;
}
