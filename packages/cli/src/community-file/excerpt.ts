/** What fits beside the margin on a small terminal. */
const WIDTH = 76;

/** The line of a text with a mark under the column; both from 1. Control characters are shown as `·`. */
export function excerptAt(text: string, line: number, column: number): readonly string[] {
  const full = (text.split('\n', line)[line - 1] ?? '').replace(/\r$/, '');
  const start = column > WIDTH ? column - 1 - Math.floor(WIDTH / 2) : 0;
  const indent = start === 0 ? (/^ */.exec(full)?.[0].length ?? 0) : start;
  const from = Math.min(indent, column - 1);
  const shown = full
    .slice(from, from + WIDTH)
    .replaceAll('\t', '→')
    .replace(/\p{Cc}/gu, '·');
  return shown.trim() === '' ? [] : [shown, `${' '.repeat(column - 1 - from)}^`];
}
