import { layOut, type PersonId, type Run, splitText, type Text } from '@kapwa/core';
import type { Mark } from './wire.js';

/** A message as this messenger writes it: words, and marks over stretches of them. */
export interface MarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** The account id of a person, if they have one here. */
export type AccountOf = (person: PersonId) => string | undefined;

interface Span {
  readonly offset: number;
  readonly length: number;
}

interface Piece {
  readonly text: string;
  readonly mark?: (span: Span) => Mark;
}

function mentionPiece({ person, name }: Run & { kind: 'mention' }, accountOf: AccountOf): Piece {
  const account = accountOf(person);
  // Without an account nobody would be notified: an @ would only pretend to.
  if (account === undefined) return { text: name };
  return { text: `@${name}`, mark: (span) => ({ kind: 'mention', ...span, account }) };
}

/** Marks here do not nest: what a stretch is comes before how it looks, bold before quoted. */
function pieceOf(run: Run, accountOf: AccountOf): Piece {
  switch (run.kind) {
    case 'mention':
      return mentionPiece(run, accountOf);
    case 'link': {
      const { url, label } = run;
      return { text: label ?? url, mark: (span) => ({ kind: 'link', ...span, url }) };
    }
    case 'code':
      return { text: run.text, mark: (span) => ({ kind: 'code', ...span }) };
    default: {
      const { text, bold, quoted } = run;
      if (bold) return { text, mark: (span) => ({ kind: 'bold', ...span }) };
      return quoted ? { text, mark: (span) => ({ kind: 'quote', ...span }) } : { text };
    }
  }
}

/** Adds a mark, or makes the one before longer where the same look goes on. */
function addMark(marks: Mark[], mark: Mark): void {
  const last = marks.at(-1);
  const isLook = mark.kind === 'bold' || mark.kind === 'code' || mark.kind === 'quote';
  if (isLook && last?.kind === mark.kind && last.offset + last.length === mark.offset) {
    marks[marks.length - 1] = { ...last, length: last.length + mark.length };
  } else {
    marks.push(mark);
  }
}

/** Writes a text the way this messenger takes it. */
export function markedText(text: Text, accountOf: AccountOf): MarkedText {
  const marks: Mark[] = [];
  let written = '';
  for (const run of layOut(text)) {
    const piece = pieceOf(run, accountOf);
    const { length } = piece.text;
    if (piece.mark !== undefined && length > 0) {
      addMark(marks, piece.mark({ offset: written.length, length }));
    }
    written += piece.text;
  }
  return { text: written, marks };
}

/** Writes a text in messages of at most `max` UTF-16 units. */
export function markedTexts(text: Text, max: number, accountOf: AccountOf): readonly MarkedText[] {
  const whole = markedText(text, accountOf);
  if (whole.text.length <= max) return [whole];
  const measure = (piece: Text): number => markedText(piece, accountOf).text.length;
  return splitText(text, max, measure).map((piece) => markedText(piece, accountOf));
}
