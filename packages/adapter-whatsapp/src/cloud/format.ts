import { layOut, type PersonId, type Run, splitText, type Text } from '@kapwa/core';

/**
 * The characters WhatsApp formats with, and their full-width forms.
 *
 * WhatsApp has no way to escape them, and clients differ in where they take them for formatting.
 * The full-width forms read the same and never format; Unicode's NFKC turns them back.
 */
const fullWidth: Readonly<Record<string, string>> = { '*': '＊', _: '＿', '~': '～', '`': '｀' };

/** Addresses in running text; what looks like one must stay usable. */
const ADDRESS = /(?:https?:\/\/|www\.)[^\s*`]+/giu;
/** Formatting characters, but not a `_` inside a word, such as a file name: that formats nowhere. */
const FORMATTING = /[*~`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** What makes WhatsApp turn a name into something to tap: an address or a domain. */
const DOT_OR_SCHEME = /:\/\/|\.(?=\p{L})/gu;
const WORD_JOINER = '\u2060';
const WORD_END = /[\p{L}\p{N}]$/u;
const WORD_START = /^[\p{L}\p{N}]/u;

function neutralise(words: string): string {
  return words.replace(FORMATTING, (mark) => fullWidth[mark] ?? mark);
}

/** A `>` that begins a line would set the line apart as a quote. */
const QUOTED_LINE = /(^|\n)>/gu;

/**
 * What somebody wrote, so that WhatsApp shows it as it is: nothing bold, nothing struck out, no
 * line a quote. `begins` tells whether it begins a line.
 */
function literal(words: string, begins: boolean): string {
  let shown = '';
  let end = 0;
  for (const address of words.matchAll(ADDRESS)) {
    shown += neutralise(words.slice(end, address.index)) + address[0];
    end = address.index + address[0].length;
  }
  shown += neutralise(words.slice(end));
  if (!shown.includes('>')) return shown;
  return shown.replace(QUOTED_LINE, (found, before: string, index: number) =>
    index === 0 && before === '' && !begins ? found : `${before}＞`,
  );
}

/** A name as plain words: no formatting, and nothing in it becomes a link. */
function literalName(name: string): string {
  const oneLine = name.replace(/[\r\n]+/g, ' ');
  return neutralise(
    oneLine.replace(DOT_OR_SCHEME, (found) => found[0] + WORD_JOINER + found.slice(1)),
  );
}

/** An address in which nothing can format; `%2A` and the like mean the same to every server. */
function literalAddress(url: string): string {
  return url.replace(/[*`\s]/g, (character) => encodeURIComponent(character).replace('*', '%2A'));
}

const FENCE = '```';

/** How somebody is mentioned, where WhatsApp has a form for it; undefined for the bare name. */
export type Mentioned = (person: PersonId) => string | undefined;

/** The words of a run without any emphasis of their own. */
function words(run: Run, begins: boolean, mentioned?: Mentioned): string {
  switch (run.kind) {
    case 'mark':
      return run.text;
    case 'plain':
      return literal(run.text, begins);
    case 'code':
      return `${FENCE}${run.text.replaceAll('`', fullWidth['`'] ?? '')}${FENCE}`;
    case 'mention':
      return mentioned?.(run.person) ?? `@${literalName(run.name)}`;
    case 'link': {
      const url = literalAddress(run.url);
      return run.label === undefined ? url : `${literal(run.label, begins)} (${url})`;
    }
  }
}

/** WhatsApp prints bold only within a line, and only where a star touches the word. */
function boldLine(line: string): string {
  const inner = line.trim();
  if (inner === '') return line;
  const start = line.indexOf(inner);
  return `${line.slice(0, start)}*${inner}*${line.slice(start + inner.length)}`;
}

/** Bold where WhatsApp would print it; within a longer word the stars themselves would show. */
function emphasised(inner: string, before: string, after: string): string {
  const touches =
    (WORD_END.test(before) && WORD_START.test(inner)) ||
    (WORD_END.test(inner) && WORD_START.test(after));
  return touches ? inner : inner.split('\n').map(boldLine).join('\n');
}

/** Whether a run is printed bold; WhatsApp prints nothing inside code, and marks are its own. */
function isBold({ bold, kind }: Run): boolean {
  return bold && kind !== 'code' && kind !== 'mark';
}

/**
 * A text as WhatsApp writes it: mentions as `@name`, links bare, emphasis as `*bold*`, code between
 * fences of three backticks, quotes behind `> `, lists behind `- ` or `1. `.
 *
 * The only formatting characters in the result are our own: stars come in pairs within a line, and
 * fences in pairs. A line that somebody began with a dash or a number looks like our lists; it
 * reads the same.
 */
export function formatText(text: Text, mentioned?: Mentioned): string {
  let written = '';
  let bold = '';
  let begins = true;
  const endBold = (after: string): void => {
    if (bold !== '') written += emphasised(bold, written, after);
    bold = '';
  };
  for (const run of layOut(text)) {
    const shown = words(run, begins, mentioned);
    if (isBold(run)) {
      bold += shown;
    } else {
      endBold(shown);
      written += shown;
    }
    if (shown !== '') begins = run.kind === 'mark' || shown.endsWith('\n');
  }
  endBold('');
  return written;
}

/** A text in bodies of at most `max` UTF-16 units. */
export function formatTexts(text: Text, max: number, mentioned?: Mentioned): readonly string[] {
  const format = (piece: Text): string => formatText(piece, mentioned);
  const whole = format(text);
  if (whole.length <= max) return [whole];
  return splitText(text, max, (piece) => format(piece).length).map(format);
}
