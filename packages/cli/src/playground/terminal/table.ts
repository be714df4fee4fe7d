import type { Colors } from '../chronicle/transcript.js';
import { displayWidth, padTo } from '../text/display-width.js';
import { wrapBehind } from '../text/wrap.js';

/** Something, and what there is to say about it. */
export type Row = readonly [string, string];

/** The second column needs as many columns to be readable beside the first. */
const fewestColumns = 36;

function besideLines([left, right]: Row, width: number, columns: number): readonly string[] {
  return wrapBehind(`  ${padTo(left, width)}  `, right, columns);
}

/** Rows in two columns; in a narrow window the second one stands below the first. */
export function tableLines(
  rows: readonly Row[],
  { columns, colors }: { readonly columns: number; readonly colors: Colors },
): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => displayWidth(left)));
  const start = width + 4;
  if (columns - start >= fewestColumns) {
    return rows.flatMap((row) =>
      besideLines(row, width, columns).map(
        (line) => line.slice(0, start) + colors.dim(line.slice(start)),
      ),
    );
  }
  return rows.flatMap(([left, right]) => [
    ...wrapBehind('  ', left, columns),
    ...wrapBehind('      ', right, columns).map(colors.dim),
  ]);
}
