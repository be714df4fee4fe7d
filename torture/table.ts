import type { Scenario, TortureResult } from './scenario.js';

/** One scenario that has been run. */
export interface Row {
  readonly scenario: Scenario;
  readonly result: TortureResult;
  /** ms */
  readonly took: number;
}

/** Enough for what went wrong, and what each of several processes was at. */
const MOST_SHOWN = 10;

function cells({ scenario, result, took }: Row): readonly string[] {
  return [
    scenario.name,
    result.broken.length === 0 ? 'holds' : `BROKEN ${result.broken.length}`,
    result.trials.toLocaleString('en'),
    `${(took / 1000).toFixed(1)} s`,
    result.figures,
  ];
}

function padded(rows: readonly (readonly string[])[]): string {
  const widths =
    rows[0]?.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]): string =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}

/** What was tried and what came of it, for people. */
export function tableOf(rows: readonly Row[]): string {
  const head = ['scenario', 'promise', 'trials', 'took', 'figures'];
  const broken = rows.flatMap(({ scenario, result }) =>
    result.broken.slice(0, MOST_SHOWN).map((what) => `${scenario.name}: ${what}`),
  );
  return [padded([head, ...rows.map(cells)]), ...(broken.length === 0 ? [] : ['', ...broken])].join(
    '\n',
  );
}
