import type { Part, PersonId, Text } from '@kapwa/core';
import type { Mark } from './wire.js';

/** A message as this messenger writes it: words, and marks over stretches of them. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** The account id of a person, if they have one here. */
export type AccountOf = (person: PersonId) => string | undefined;

interface Piece {
  readonly text: string;
  readonly mark?: (span: { offset: number; length: number }) => Mark;
}

function mentionPiece(part: Extract<Part, { kind: 'mention' }>, accountOf: AccountOf): Piece {
  const account = accountOf(part.person);
  // Without an account nobody would be notified: an @ would only pretend to.
  if (account === undefined) return { text: part.name };
  return { text: `@${part.name}`, mark: (span) => ({ kind: 'mention', ...span, account }) };
}

/** Marks here do not nest: inside emphasis a mention stays a mention, and the rest turns bold. */
function pieces(part: Part, bold: boolean, accountOf: AccountOf): readonly Piece[] {
  switch (part.kind) {
    case 'plain':
      return [bold ? { text: part.text, mark: (span) => ({ kind: 'bold', ...span }) } : part];
    case 'mention':
      return [mentionPiece(part, accountOf)];
    case 'link': {
      const { url, label } = part;
      return [{ text: label ?? url, mark: (span) => ({ kind: 'link', ...span, url }) }];
    }
    case 'emphasis':
      return part.parts.flatMap((inner) => pieces(inner, true, accountOf));
  }
}

/** Writes a text the way this messenger takes it. */
export function markedText(text: Text, accountOf: AccountOf): MarkedText {
  const marks: Mark[] = [];
  let written = '';
  for (const piece of text.flatMap((part) => pieces(part, false, accountOf))) {
    const { length } = piece.text;
    if (piece.mark !== undefined && length > 0) {
      marks.push(piece.mark({ offset: written.length, length }));
    }
    written += piece.text;
  }
  return { text: written, marks };
}

const end = (mark: Mark): number => mark.offset + mark.length;

/** Where to cut a text that is too long: behind a line, else a word, never inside a mention or link. */
function cutAt({ text, marks }: MarkedText, max: number): number {
  const line = text.lastIndexOf('\n', max);
  const space = text.lastIndexOf(' ', max);
  // A line or word far from the end would leave a message nearly empty.
  const wanted = [line, space].find((at) => at > max / 2) ?? max;
  const inside = marks.find(
    (mark) => mark.kind !== 'bold' && mark.offset < wanted && wanted < end(mark),
  );
  const cut = inside !== undefined && inside.offset > 0 ? inside.offset : wanted;
  const splitsPair = /[\uD800-\uDBFF]/.test(text[cut - 1] ?? '') && cut > 1;
  return splitsPair ? cut - 1 : cut;
}

/** A stretch of a text with the marks that lie in it; bold print goes on over a cut. */
function stretch({ text, marks }: MarkedText, from: number, to: number): MarkedText {
  const kept = marks.flatMap((mark): readonly Mark[] => {
    const offset = Math.max(mark.offset, from);
    const length = Math.min(end(mark), to) - offset;
    const whole = length === mark.length;
    return length > 0 && (whole || mark.kind === 'bold')
      ? [{ ...mark, offset: offset - from, length }]
      : [];
  });
  return { text: text.slice(from, to), marks: kept };
}

/** Cuts a text into messages of at most `max` UTF-16 units, losing only the white space at a cut. */
export function splitMarked(whole: MarkedText, max: number): readonly MarkedText[] {
  const messages: MarkedText[] = [];
  let rest = whole;
  while (rest.text.length > max) {
    const cut = cutAt(rest, max);
    messages.push(stretch(rest, 0, cut));
    const behind = rest.text.slice(cut);
    rest = stretch(rest, cut + behind.length - behind.trimStart().length, rest.text.length);
  }
  return rest.text === '' && messages.length > 0 ? messages : [...messages, rest];
}
