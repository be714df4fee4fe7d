import { parseArgs } from 'node:util';
import { findScenarios } from './find-scenarios.js';
import type { Scenario, TortureResult, Trial } from './scenario.js';
import { type Row, tableOf } from './table.js';

const HELP = `Tries to make Kapwa break its promises, and prints what came of it as one table.

  npm run torture                     every scenario, the quick way
  npm run torture -- --full           with the full numbers (takes long)
  npm run torture -- store            only scenarios whose name begins with "store"
  npm run torture -- --seed 7         with other random numbers
  npm run torture -- --untimed        without those that compare times: for busy machines
  npm run torture -- --list           only says what there is
  npm run torture -- --json           the results as JSON on stdout

Ends with 0 when every promise holds, with 1 when one is broken, with 2 for wrong usage.
`;

interface Wishes {
  readonly full: boolean;
  readonly untimed: boolean;
  readonly seed: number;
  readonly json: boolean;
  readonly list: boolean;
  readonly help: boolean;
  readonly names: readonly string[];
}

function readWishes(): Wishes {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      full: { type: 'boolean', default: false },
      untimed: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed))
    throw new Error(`--seed takes a whole number, not "${values.seed}".`);
  return { ...values, seed, names: positionals };
}

/** One line that is written over, on a terminal only. */
function progressOf({ name }: Scenario, trials: number): Trial['progress'] {
  const { stderr } = process;
  if (!stderr.isTTY) return () => undefined;
  return (done) =>
    stderr.write(`\r${name}: ${done.toLocaleString('en')} of ${trials.toLocaleString('en')} `);
}

async function runOne(scenario: Scenario, { full, seed }: Wishes): Promise<Row> {
  const size = full ? 'full' : 'quick';
  const trials = scenario.trials[size];
  const started = performance.now();
  const progress = progressOf(scenario, trials);
  const result: TortureResult = await scenario
    .run({ trials, size, seed, progress })
    .catch((error) => ({
      trials: 0,
      broken: [String(error?.stack ?? error)],
      figures: 'ended by an error',
    }));
  const row = { scenario, result, took: performance.now() - started };
  const verdict = result.broken.length === 0 ? 'holds' : 'BROKEN';
  process.stderr.write(
    `${process.stderr.isTTY ? '\r' : ''}${scenario.name}: ${verdict}, ${result.figures}\n`,
  );
  return row;
}

function write(rows: readonly Row[], json: boolean): void {
  if (!json) {
    process.stdout.write(`\n${tableOf(rows)}\n`);
    return;
  }
  const list = rows.map(({ scenario: { name, promise }, result, took }) => ({
    name,
    promise,
    took: Math.round(took),
    ...result,
  }));
  process.stdout.write(`${JSON.stringify(list, undefined, 2)}\n`);
}

async function main(): Promise<number> {
  const wishes = readWishes();
  if (wishes.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const found = await findScenarios(wishes.names);
  const scenarios = found.filter(({ timed }) => !(wishes.untimed && timed === true));
  if (scenarios.length === 0) throw new Error(`No scenario is called ${wishes.names.join(', ')}.`);
  if (wishes.list) {
    for (const { name, promise } of scenarios) process.stdout.write(`${name}: ${promise}\n`);
    return 0;
  }
  const rows: Row[] = [];
  // One after the other: each is to have the machine to itself.
  for (const scenario of scenarios) rows.push(await runOne(scenario, wishes));
  write(rows, wishes.json);
  return rows.every(({ result }) => result.broken.length === 0) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  process.exitCode = 2;
}
