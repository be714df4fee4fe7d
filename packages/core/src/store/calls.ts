import type { Commit, InboxEntry, Lease, Settlement } from './store.js';
import type { SessionChange, StoreChange, StoreState } from './store-state.js';
import { takenOver } from './taken-over.js';

const known: readonly boolean[] = [false];
const unknown: readonly boolean[] = [true];
const nothing: readonly InboxEntry[] = [];

/** Which of these events are new, in order, and those. */
export function accepting(
  state: StoreState,
  entries: readonly InboxEntry[],
): { readonly answers: readonly boolean[]; readonly fresh: readonly InboxEntry[] } {
  const [only] = entries;
  if (only !== undefined && entries.length === 1) {
    return state.seen.has(only.id)
      ? { answers: known, fresh: nothing }
      : { answers: unknown, fresh: [only] };
  }
  const fresh = new Map<string, InboxEntry>();
  const answers = entries.map((entry) => {
    if (fresh.has(entry.id) || state.seen.has(entry.id)) return false;
    fresh.set(entry.id, entry);
    return true;
  });
  return { answers, fresh: [...fresh.values()] };
}

/** Whether what rests on a lease may not be done any more. */
function isFenced(state: StoreState, fence: Lease | undefined): boolean {
  return fence !== undefined && !state.leases.holds(fence);
}

/** Raises `store.taken-over` where somebody else holds the lease by now. */
export function checkFence(state: StoreState, fence: Lease | undefined): void {
  if (isFenced(state, fence)) throw takenOver();
}

/** Why a commit may not be made; undefined where it may. */
export function refusalOf(
  state: StoreState,
  commit: Commit,
  fence: Lease | undefined,
): 'conflict' | 'fenced' | undefined {
  if (isFenced(state, fence)) return 'fenced';
  for (const { collection, key, version } of commit.expect) {
    if ((state.records.get(collection, key)?.version ?? 0) !== version) return 'conflict';
  }
  return undefined;
}

/** What is in a list, or undefined for nothing: an absent field costs nothing to write down. */
function some<Item>(list: readonly Item[] | undefined): readonly Item[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

type Fields = { -readonly [Name in keyof StoreChange]?: StoreChange[Name] | undefined };

function changeOf(fields: Fields): StoreChange {
  return fields as StoreChange;
}

/** The change of a turn's commit. */
export function committing(commit: Commit): StoreChange {
  return changeOf({
    writes: some(commit.writes),
    outgoing: some(commit.outgoing),
    post: some(commit.post),
    done: commit.done?.id,
    dead: some(commit.dead),
    audit: some(commit.audit),
    ledger: some(commit.ledger),
  });
}

/** The change of a settled action. */
export function settling(settlement: Settlement): StoreChange {
  return changeOf({
    settled: settlement.item.id,
    outgoing: some(settlement.dependents),
    writes: some(settlement.writes),
    post: settlement.post === undefined ? undefined : [settlement.post],
    audit: some(settlement.audit),
    ledger: some(settlement.ledger),
  });
}

/** The entry a dead letter becomes again, and the change that makes it so. */
export function retrying(
  state: StoreState,
  id: string,
): { readonly entry: InboxEntry; readonly change: StoreChange } | undefined {
  const letter = state.dead.get(id);
  if (letter === undefined) return undefined;
  const { notBefore, ...before } = letter.entry;
  const entry: InboxEntry = { ...before, only: letter.plugin, attempt: 0 };
  return { entry, change: { dropped: [id], post: [entry] } };
}

/** What a session is to hold, copied: a transport may go on using its buffers. */
export function sessionChange(
  space: string,
  changes: ReadonlyMap<string, Uint8Array | null>,
): SessionChange {
  const values = [...changes].map(
    ([key, value]) => [key, value === null ? null : Uint8Array.from(value)] as const,
  );
  return { space, values };
}
