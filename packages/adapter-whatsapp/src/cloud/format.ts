import type { Part, Text } from '@kapwa/core';

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

/** What somebody wrote, so that WhatsApp shows it as it is: nothing bold, nothing struck out. */
function literal(words: string): string {
  let shown = '';
  let end = 0;
  for (const address of words.matchAll(ADDRESS)) {
    shown += neutralise(words.slice(end, address.index)) + address[0];
    end = address.index + address[0].length;
  }
  return shown + neutralise(words.slice(end));
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

/** The words of a part without any emphasis of their own. */
function words(part: Part): string {
  switch (part.kind) {
    case 'plain':
      return literal(part.text);
    case 'mention':
      return `@${literalName(part.name)}`;
    case 'link': {
      const url = literalAddress(part.url);
      return part.label === undefined ? url : `${literal(part.label)} (${url})`;
    }
    case 'emphasis':
      return part.parts.map(words).join('');
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

/**
 * A text as WhatsApp writes it: mentions as `@name`, links bare, emphasis as `*bold*`.
 *
 * The only stars in the result are those of emphasis, in pairs within a line.
 */
export function formatText(text: Text): string {
  const parts = text.map(words);
  return text
    .map((part, index) =>
      part.kind === 'emphasis'
        ? emphasised(parts[index] ?? '', parts[index - 1] ?? '', parts[index + 1] ?? '')
        : parts[index],
    )
    .join('');
}
