import type { FoundScenario } from './find-scenarios.js';
import { resultOf } from './result-of.js';
import { createRunner } from './runner.js';
import type { Scenario, Size, TortureResult, Trial } from './scenario.js';
import type { Row } from './table.js';

/** How scenarios are to be run. */
export interface RunOptions {
  readonly size: Size;
  readonly seed: number;
  /** So many at once, each in a process of its own; those that measure are by themselves anyway. */
  readonly atOnce: number;
  progress(scenario: Scenario, done: number, trials: number): void;
  over(row: Row): void;
}

type Run = (file: string, trial: Trial) => Promise<TortureResult>;

async function rowOf(
  { scenario, file }: FoundScenario,
  { size, seed, progress, over }: RunOptions,
  run: Run,
): Promise<Row> {
  const trials = scenario.trials[size];
  const started = performance.now();
  const tell = (done: number): void => progress(scenario, done, trials);
  const result = await run(file, { trials, size, seed, progress: tell });
  const row = { scenario, result, took: performance.now() - started };
  over(row);
  return row;
}

/** Takes one after the other off the list, as others do beside it. */
async function workOff(
  list: FoundScenario[],
  options: RunOptions,
  rows: Map<string, Row>,
): Promise<void> {
  const runner = createRunner();
  for (let next = list.shift(); next !== undefined; next = list.shift()) {
    rows.set(next.scenario.name, await rowOf(next, options, runner.run));
  }
  runner.stop();
}

/** Runs scenarios, and answers what came of them in the order in which they were given. */
export async function runAll(
  found: readonly FoundScenario[],
  options: RunOptions,
): Promise<readonly Row[]> {
  const { atOnce } = options;
  const rows = new Map<string, Row>();
  const isAlone = ({ timed, alone }: Scenario): boolean =>
    atOnce === 1 || timed === true || alone === true;
  const together = found.filter(({ scenario }) => !isAlone(scenario));
  await Promise.all(Array.from({ length: atOnce }, () => workOff(together, options, rows)));
  for (const one of found.filter(({ scenario }) => isAlone(scenario))) {
    const here: Run = (_, trial) => resultOf(one.scenario, trial);
    rows.set(one.scenario.name, await rowOf(one, options, here));
  }
  return found.flatMap(({ scenario: { name } }) => rows.get(name) ?? []);
}
