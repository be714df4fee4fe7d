import { parseArgs } from 'node:util';
import { findScenarios } from './find-scenarios.js';
import { runAll } from './run-all.js';
import type { Scenario } from './scenario.js';
import { type Row, tableOf } from './table.js';

const HELP = `Tries to make Kapwa break its promises, and prints what came of it as one table.

  npm run torture                     every scenario, the quick way
  npm run torture -- --full           with the full numbers (takes long)
  npm run torture -- store            only scenarios whose name begins with "store"
  npm run torture -- --seed 7         with other random numbers
  npm run torture -- --untimed        without those that compare times: for busy machines
  npm run torture -- --at-once 2      so many side by side; those that measure stay by themselves
  npm run torture -- --list           only says what there is
  npm run torture -- --json           the results as JSON on stdout

Ends with 0 when every promise holds, with 1 when one is broken, with 2 for wrong usage.
`;

interface Wishes {
  readonly full: boolean;
  readonly untimed: boolean;
  readonly seed: number;
  readonly atOnce: number;
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
      'at-once': { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(seed))
    throw new Error(`--seed takes a whole number, not "${values.seed}".`);
  const atOnce = Number(values['at-once']);
  if (!Number.isSafeInteger(atOnce) || atOnce < 1)
    throw new Error(`--at-once takes a number from 1 on, not "${values['at-once']}".`);
  return { ...values, seed, atOnce, names: positionals };
}

/** One line that is written over, on a terminal only. */
function progress({ name }: Scenario, done: number, trials: number): void {
  const { stderr } = process;
  if (!stderr.isTTY) return;
  stderr.write(`\r${name}: ${done.toLocaleString('en')} of ${trials.toLocaleString('en')} `);
}

function over({ scenario: { name }, result: { broken, figures } }: Row): void {
  const verdict = broken.length === 0 ? 'holds' : 'BROKEN';
  process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${name}: ${verdict}, ${figures}\n`);
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
  const isFound = (start: string): boolean =>
    found.some(({ scenario: { name } }) => name.startsWith(start));
  const unknown = wishes.names.filter((name) => !isFound(name));
  if (unknown.length > 0) {
    throw new Error(`No scenario is called ${unknown.join(', ')}. --list says which there are.`);
  }
  const scenarios = found.filter(({ scenario: { timed } }) => !(wishes.untimed && timed === true));
  if (scenarios.length === 0) throw new Error('All of these compare times: leave out --untimed.');
  if (wishes.list) {
    for (const {
      scenario: { name, promise },
    } of scenarios)
      process.stdout.write(`${name}: ${promise}\n`);
    return 0;
  }
  const { full, seed, atOnce } = wishes;
  const size = full ? 'full' : 'quick';
  const rows = await runAll(scenarios, { size, seed, atOnce, progress, over });
  write(rows, wishes.json);
  return rows.every(({ result }) => result.broken.length === 0) ? 0 : 1;
}

// Whoever reads has seen enough, as `| head` has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
  process.exitCode = 2;
}
