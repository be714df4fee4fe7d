import { displayWidth } from './display-width.js';

/**
 * Breaks one line between words: the first piece has `first` columns, the others have `columns`.
 * A longer word keeps a line of its own; what is indented stays so.
 */
function wrapLine(line: string, first: number, columns: number): readonly string[] {
  const lines: string[] = [];
  let room = first;
  for (const word of line.match(/\s*\S+/g) ?? []) {
    const width = displayWidth(word);
    const last = lines.at(-1);
    if (last === undefined || width > room) {
      lines.push(last === undefined ? word : word.trimStart());
      room = (last === undefined ? first : columns) - displayWidth(lines.at(-1) ?? '');
    } else {
      lines[lines.length - 1] = last + word;
      room -= width;
    }
  }
  return lines.length === 0 ? [''] : lines;
}

/**
 * Breaks a text between words into lines of at most `columns` columns. Its own line breaks stay,
 * and right-to-left text is left to the terminal.
 */
export function wrap(text: string, columns: number): readonly string[] {
  const room = Math.max(1, columns);
  return text.split('\n').flatMap((line) => wrapLine(line, room, room));
}

/**
 * Wraps a text behind a prefix on its first line; further lines are indented by `hanging` columns,
 * below the beginning of the text unless said otherwise.
 */
export function wrapBehind(
  prefix: string,
  text: string,
  columns: number,
  hanging: number = displayWidth(prefix),
): readonly string[] {
  // In a very narrow window indenting would leave no room for the words.
  const indent = hanging > columns / 2 ? 2 : hanging;
  const room = Math.max(1, columns - indent);
  const beside = Math.max(1, columns - displayWidth(prefix));
  const [first = '', ...others] = text.split('\n');
  const [begun = '', ...rest] = wrapLine(first, beside, room);
  const below = [...rest, ...others.flatMap((line) => wrapLine(line, room, room))];
  const indented = below.map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`));
  return [`${prefix}${begun}`, ...indented];
}
