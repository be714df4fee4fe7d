import { type Outcome, succeeded } from '../actions/outcome.js';
import { collections, recordKey } from '../model/keys.js';
import type { OutboxItem, Store, Write } from '../store/store.js';
import { afterOutcome, waitsFor } from './references.js';

/** What is kept of an action that later turns may name. */
interface KeptAction {
  readonly outcome: Outcome;
  /** ms UTC; then it is forgotten. */
  readonly until: number;
}

const nothing: readonly Write[] = [];

/** What is to be kept of a settled action, where whoever asked for it wants to name it later. */
export function keptWrites(item: OutboxItem, outcome: Outcome, now: number): readonly Write[] {
  const { keep } = item.options;
  if (keep === undefined || keep <= now) return nothing;
  const slim: Outcome = outcome.kind === 'done' ? { kind: 'done' } : outcome;
  const value: KeptAction = { outcome: slim, until: keep };
  const key = recordKey(item.community, item.id);
  return [{ op: 'put', collection: collections.kept, key, value }];
}

/**
 * Looks up what an action of an earlier turn waits for. Nothing waits here any more: what was
 * asked for together was told when it settled.
 */
export async function withKept(item: OutboxItem, store: Pick<Store, 'get'>): Promise<OutboxItem> {
  let known = item;
  for (const id of waitsFor(item)) {
    const record = await store.get(collections.kept, recordKey(item.community, id));
    const kept = record?.value as KeptAction | undefined;
    if (kept === undefined) {
      const blocked = 'what it refers to is not remembered: ask for that with "keep"';
      return { ...known, blocked };
    }
    known = afterOutcome(known, id, kept.outcome);
    if (!succeeded(kept.outcome)) return known;
  }
  return known;
}

/** Forgets what need not be kept any longer. */
export async function forgetKept(
  store: Pick<Store, 'list' | 'commit'>,
  now: number,
): Promise<void> {
  const old = (await store.list(collections.kept, '')).filter(
    ({ value }) => (value as KeptAction).until <= now,
  );
  if (old.length === 0) return;
  const writes = old.map(({ key }): Write => ({ op: 'delete', collection: collections.kept, key }));
  await store.commit({ writes, expect: [], outgoing: [], post: [], dead: [] });
}
