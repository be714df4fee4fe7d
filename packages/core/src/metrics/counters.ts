import type { Outcome } from '../actions/outcome.js';
import type { FailedPart } from '../handle/retry.js';
import type { DeadLetter, OutboxItem } from '../store/store.js';
import type { Sample } from './prometheus.js';

/** What is counted as it happens. Everything else is read when somebody asks. */
export interface Counters {
  handled(kind: string, failed: readonly FailedPart[], dead: readonly DeadLetter[]): void;
  settled(item: OutboxItem, outcome: Outcome): void;
  readonly events: readonly Sample[];
  readonly failures: readonly Sample[];
  readonly dead: readonly Sample[];
  readonly actions: readonly Sample[];
}

type Count = Map<string, number>;

function up(count: Count, key: string): void {
  count.set(key, (count.get(key) ?? 0) + 1);
}

function samples(count: Count, ...names: readonly string[]): Sample[] {
  return [...count].map(([key, value]) => {
    const words = key.split(' ');
    return { labels: Object.fromEntries(names.map((name, at) => [name, words[at] ?? ''])), value };
  });
}

/** Makes counters that stand at nothing. */
export function createCounters(): Counters {
  const events: Count = new Map();
  const failures: Count = new Map();
  const dead: Count = new Map();
  const actions: Count = new Map();
  return {
    handled(kind, failed, letters) {
      up(events, kind);
      for (const { plugin } of failed) up(failures, plugin);
      for (const { plugin } of letters) up(dead, plugin);
    },
    settled: ({ action }, outcome) => up(actions, `${action.kind} ${outcome.kind}`),
    get events() {
      return samples(events, 'kind');
    },
    get failures() {
      return samples(failures, 'plugin');
    },
    get dead() {
      return samples(dead, 'plugin');
    },
    get actions() {
      return samples(actions, 'action', 'outcome');
    },
  };
}
