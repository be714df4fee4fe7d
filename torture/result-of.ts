import type { Scenario, TortureResult, Trial } from './scenario.js';

/** A scenario that did not come to its end. */
export function ended(why: string): TortureResult {
  return { trials: 0, broken: [why], figures: 'ended by an error' };
}

/** Runs a scenario; one that throws has broken its promise. */
export function resultOf(scenario: Scenario, trial: Trial): Promise<TortureResult> {
  return scenario.run(trial).catch((error) => ended(String(error?.stack ?? error)));
}
