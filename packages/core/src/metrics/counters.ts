import type { Outcome } from '../actions/outcome.js';
import type { FailedPart } from '../handle/retry.js';
import type { DeadLetter, OutboxItem } from '../store/store.js';
import type { Sample } from './prometheus.js';

/** What is counted as it happens. Everything else is read when somebody asks. */
export interface Counters {
  handled(
    kind: string,
    failed: readonly Pick<FailedPart, 'plugin'>[],
    dead: readonly DeadLetter[],
  ): void;
  settled(item: OutboxItem, outcome: Outcome): void;
  events(): readonly Sample[];
  failures(): readonly Sample[];
  dead(): readonly Sample[];
  actions(): readonly Sample[];
}

type Count = Map<string, { value: number }>;

function up(count: Count, key: string): void {
  const known = count.get(key);
  if (known === undefined) count.set(key, { value: 1 });
  else known.value += 1;
}

function samples(count: Count, name: string, labels: Sample['labels'] = {}): Sample[] {
  return [...count].map(([key, { value }]) => ({ labels: { ...labels, [name]: key }, value }));
}

/** Makes counters that stand at nothing. */
export function createCounters(): Counters {
  const events: Count = new Map();
  const failures: Count = new Map();
  const dead: Count = new Map();
  /** By kind, then by what came of them. */
  const actions = new Map<string, Count>();
  return {
    handled(kind, failed, letters) {
      up(events, kind);
      for (const { plugin } of failed) up(failures, plugin);
      for (const { plugin } of letters) up(dead, plugin);
    },
    settled({ action }, outcome) {
      let ofKind = actions.get(action.kind);
      if (ofKind === undefined) {
        ofKind = new Map();
        actions.set(action.kind, ofKind);
      }
      up(ofKind, outcome.kind);
    },
    events: () => samples(events, 'kind'),
    failures: () => samples(failures, 'plugin'),
    dead: () => samples(dead, 'plugin'),
    actions: () => [...actions].flatMap(([action, count]) => samples(count, 'outcome', { action })),
  };
}
