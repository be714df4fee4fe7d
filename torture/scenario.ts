/** How much is tried: `quick` in every CI run, `full` on demand. */
export type Size = 'quick' | 'full';

/** What a scenario is given to work with. */
export interface Trial {
  readonly trials: number;
  readonly size: Size;
  /** Everything random comes from it, so that a failure can be tried again. */
  readonly seed: number;
  /** Says how far it has come. */
  progress(done: number): void;
}

/** What came of a scenario. */
export interface TortureResult {
  /** How many were really tried. */
  readonly trials: number;
  /** What went against the promise, in words; empty when it held. The first of them are printed. */
  readonly broken: readonly string[];
  /** Figures worth a look, such as `41,233 acknowledged, 0 lost`. */
  readonly figures: string;
}

/**
 * One way to make the bot break a promise. The default export of a file called `*.scenario.ts` in
 * a folder of `torture/scenarios`; what it starts as a process of its own is called `*.process.ts`.
 */
export interface Scenario {
  /** `store/kill`: the folder and what is done to it. */
  readonly name: string;
  /** What must hold, in one line. */
  readonly promise: string;
  readonly trials: Readonly<Record<Size, number>>;
  /** It compares times, and so only means something on a machine that has nothing else to do. */
  readonly timed?: boolean;
  /** It looks at the memory or the times of its process: no other scenario runs beside it. */
  readonly alone?: boolean;
  run(trial: Trial): Promise<TortureResult>;
}

/** Declares a scenario; exists so that its shape is checked where it is written. */
export function defineScenario(scenario: Scenario): Scenario {
  return scenario;
}
