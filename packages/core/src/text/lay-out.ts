import type { PersonId } from '../model/person.js';
import type { ListPart, Part, Text } from './text.js';

interface Looks {
  readonly bold: boolean;
  /** Inside a quote; its lines begin with a `mark` of their own. */
  readonly quoted: boolean;
}

/**
 * A stretch of a message that looks the same throughout. `mark` is what the kit itself writes in
 * front of a line: `> `, `- `, `1. ` and indents; everything else may come from outside.
 */
export type Run = Looks &
  (
    | { readonly kind: 'plain' | 'code' | 'mark'; readonly text: string }
    | { readonly kind: 'mention'; readonly person: PersonId; readonly name: string }
    | { readonly kind: 'link'; readonly url: string; readonly label?: string }
  );

const QUOTE = '> ';
const BULLET = '- ';
const INDENT = '  ';
const EMPTY_LINE = '\n\n';
const plainLooks: Looks = { bold: false, quoted: false };

/** Lays parts out on lines. */
class Layout {
  readonly runs: Run[] = [];
  /** Nothing stands on the line yet. */
  #fresh = true;
  /** A block has ended: what comes next stands on a new line. */
  #owesLine = false;

  text(text: Text, looks: Looks, indent: string): void {
    for (const part of text) this.#part(part, looks, indent);
  }

  #part(part: Part, looks: Looks, indent: string): void {
    switch (part.kind) {
      case 'plain':
        this.#words('plain', part.text, looks, indent);
        return;
      case 'code':
        this.#words('code', part.text, looks, indent);
        return;
      case 'mention':
        this.#begin(looks, indent);
        this.runs.push({ ...looks, kind: 'mention', person: part.person, name: part.name });
        return;
      case 'link':
        this.#begin(looks, indent);
        this.runs.push({ ...part, ...looks });
        return;
      case 'emphasis':
        this.text(part.parts, { ...looks, bold: true }, indent);
        return;
      case 'quote':
        this.#block();
        this.text(part.parts, { ...looks, quoted: true }, `${indent}${QUOTE}`);
        this.#owesLine = !this.#fresh;
        return;
      case 'list':
        this.#list(part, looks, indent);
        return;
      case 'border':
        this.#words('plain', EMPTY_LINE, looks, indent);
    }
  }

  #list({ items, from }: ListPart, looks: Looks, indent: string): void {
    for (const [index, item] of items.entries()) {
      this.#block();
      this.#mark(from === undefined ? BULLET : `${from + index}. `, looks, indent);
      this.text(item, looks, `${indent}${INDENT}`);
      this.#owesLine = true;
    }
  }

  /** What stands on lines of its own begins on a new one. */
  #block(): void {
    if (!this.#fresh) this.#owesLine = true;
  }

  #newLine(looks: Looks): void {
    this.runs.push({ ...looks, kind: 'plain', text: '\n' });
    this.#fresh = true;
    this.#owesLine = false;
  }

  /** Makes room for something on the line: ends a block before it, indents a new line. */
  #begin(looks: Looks, indent: string): void {
    if (this.#owesLine) this.#newLine(plainLooks);
    if (this.#fresh && indent !== '') this.runs.push({ ...looks, kind: 'mark', text: indent });
    this.#fresh = false;
  }

  #mark(text: string, looks: Looks, indent: string): void {
    this.#begin(looks, indent);
    this.runs.push({ ...looks, kind: 'mark', text });
  }

  #words(kind: 'plain' | 'code', text: string, looks: Looks, indent: string): void {
    if (text === '') return;
    // A line break of the text's own ends a block as well as ours.
    if (this.#owesLine && text.startsWith('\n')) this.#owesLine = false;
    if (indent === '') {
      if (this.#owesLine) this.#newLine(plainLooks);
      this.runs.push({ ...looks, kind, text });
      this.#fresh = text.endsWith('\n');
      return;
    }
    for (const [index, line] of text.split('\n').entries()) {
      if (index > 0) this.#newLine(looks);
      if (line === '') continue;
      this.#begin(looks, indent);
      this.runs.push({ ...looks, kind, text: line });
    }
  }
}

/**
 * A text as a row of stretches, with quotes and lists laid out on lines: what an adapter writes
 * down one after the other, each in the way of its platform.
 */
export function layOut(text: Text): readonly Run[] {
  const layout = new Layout();
  layout.text(text, plainLooks, '');
  return layout.runs;
}
