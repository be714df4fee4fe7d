import { layOut, type PersonId, type Run, splitText, type Text } from '@kapwa/core';
import type { MessageEntity } from 'grammy/types';
import { limits } from './limits.js';

/** A text with its marked stretches; offsets and lengths in UTF-16 units, as JavaScript counts. */
export interface MarkedText {
  readonly text: string;
  readonly entities: readonly MessageEntity[];
}

/** The account of a person on Telegram, if they have one. */
export type AccountOf = (person: PersonId) => string | undefined;

const LONE_SURROGATE = /\p{Surrogate}/gu;
/** What makes Telegram turn a part of a name into something to tap. */
const TAPPABLE = /(?<=[@/#$])(?=[\p{L}\p{N}_])|(?<=\p{L})\.(?=\p{L})|:\/\//gu;
const WORD_JOINER = '\u2060';
const USER = /^\d{1,16}$/;

/** A name as plain words: one line, and nothing in it becomes a link or another mention. */
function literalName(name: string): string {
  const oneLine = name.replace(/[\r\n]+/g, ' ');
  return oneLine.replace(TAPPABLE, (found) => found.slice(0, 1) + WORD_JOINER + found.slice(1));
}

/** What a quote begins its lines with elsewhere; Telegram draws a line of its own. */
const QUOTE_MARKS = /^(?:> )+/;

function wordsOf(run: Run): string {
  switch (run.kind) {
    case 'mark':
      return run.quoted ? run.text.replace(QUOTE_MARKS, '') : run.text;
    case 'mention':
      return literalName(run.name);
    case 'link':
      return run.label ?? run.url;
    default:
      return run.text;
  }
}

/** An address Telegram takes behind words; any other stands there as it is. */
function isAddress(url: string): boolean {
  return URL.canParse(url) && /^(?:https?|tg|mailto):$/.test(new URL(url).protocol);
}

type Mark = MessageEntity extends infer Entity
  ? Entity extends MessageEntity
    ? Omit<Entity, 'offset' | 'length'>
    : never
  : never;

/** What a run is by itself, besides bold and quoted. */
function markOf(run: Run, text: string, accountOf: AccountOf): Mark | undefined {
  if (run.kind === 'code') return { type: text.includes('\n') ? 'pre' : 'code' } as Mark;
  if (run.kind === 'link' && run.label !== undefined && isAddress(run.url)) {
    return { type: 'text_link', url: run.url } as Mark;
  }
  if (run.kind !== 'mention') return undefined;
  const account = accountOf(run.person);
  if (account === undefined || !USER.test(account)) return undefined;
  const user = { id: Number(account), is_bot: false, first_name: run.name.slice(0, 64) || '?' };
  return { type: 'text_mention', user } as Mark;
}

/** Marks stretches of several runs as one. */
class Stretch {
  readonly #type: 'bold' | 'blockquote';
  #from: number | undefined;

  constructor(type: 'bold' | 'blockquote') {
    this.#type = type;
  }

  /** Goes on, begins or ends at a place. */
  at(place: number, isOn: boolean): MessageEntity | undefined {
    const from = this.#from;
    if (isOn) {
      this.#from ??= place;
      return undefined;
    }
    this.#from = undefined;
    if (from === undefined || from === place) return undefined;
    return { type: this.#type, offset: from, length: place - from };
  }
}

/**
 * A text as Telegram writes it: words, and entities that say what is a mention, a link, bold, code
 * or a quote. Never a parse mode: whatever a member wrote stands there as it is.
 */
export function markText(parts: Text, accountOf: AccountOf): MarkedText {
  const entities: MessageEntity[] = [];
  const bold = new Stretch('bold');
  const quote = new Stretch('blockquote');
  const take = (entity: MessageEntity | undefined): void => {
    if (entity !== undefined) entities.push(entity);
  };
  let text = '';
  for (const run of layOut(parts)) {
    const words = wordsOf(run).replace(LONE_SURROGATE, '\uFFFD');
    if (words === '') continue;
    // Inside of code Telegram marks nothing else.
    take(bold.at(text.length, run.bold && run.kind !== 'code'));
    take(quote.at(text.length, run.quoted));
    const mark = words.trim() === '' ? undefined : markOf(run, words, accountOf);
    if (mark !== undefined) {
      entities.push({ ...mark, offset: text.length, length: words.length } as MessageEntity);
    }
    text += words;
  }
  take(bold.at(text.length, false));
  take(quote.at(text.length, false));
  return { text, entities };
}

/** How long a text is, also by the marked stretches of which a message may have only so many. */
export function measure(text: Text, accountOf: AccountOf): number {
  const marked = markText(text, accountOf);
  const share = Math.ceil((marked.entities.length * limits.text) / limits.entities);
  return Math.max(marked.text.length, share);
}

/** A text in messages that Telegram takes. */
export function markTexts(parts: Text, accountOf: AccountOf): readonly MarkedText[] {
  const whole = markText(parts, accountOf);
  if (whole.text.length <= limits.text && whole.entities.length <= limits.entities) return [whole];
  const pieces = splitText(parts, limits.text, (piece) => measure(piece, accountOf));
  return pieces.map((piece) => markText(piece, accountOf));
}
