import type { RehearsedMessage } from './verdict.js';

/** Counts what a rehearsal came to. */
export interface Tally {
  add(line: RehearsedMessage): void;
  /** How many messages something was noticed in. */
  readonly noticed: number;
  /** What was noticed and how often, the most frequent first. */
  findings(): readonly { readonly name: string; readonly count: number }[];
  /** What the bot would have done and how often. */
  actions(): readonly { readonly name: string; readonly count: number }[];
}

function sorted(counts: ReadonlyMap<string, number>): { name: string; count: number }[] {
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || (one.name < other.name ? -1 : 1));
}

/** Makes an empty tally. */
export function createTally(): Tally {
  const findings = new Map<string, number>();
  const actions = new Map<string, number>();
  let noticed = 0;
  const count = (counts: Map<string, number>, name: string): void => {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  return {
    add({ verdicts, actions: asked }) {
      if (verdicts.length > 0) noticed += 1;
      for (const { plugin, detector, reason, mode } of verdicts) {
        count(
          findings,
          `${plugin}: ${detector ?? reason}${mode === undefined ? '' : ` (${mode})`}`,
        );
      }
      for (const { kind } of asked) count(actions, kind);
    },
    get noticed() {
      return noticed;
    },
    findings: () => sorted(findings),
    actions: () => sorted(actions),
  };
}
