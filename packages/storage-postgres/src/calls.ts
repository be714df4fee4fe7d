import {
  type Commit,
  type Erasure,
  type InboxEntry,
  type Lease,
  type OutboxItem,
  type Settlement,
  takenOver,
  type Write,
} from '@kapwa/core';
import {
  addAudit,
  addLedger,
  addSeen,
  applyWrite,
  type Draft,
  erasePerson,
  hasSeen,
  recordIn,
  setSession,
} from './draft.js';

/** What a call has to know of the store; the rest of it is not read. */
export interface Needs {
  readonly leases?: readonly string[];
  /** Whether one of them may be given to somebody: then nobody renews it meanwhile. */
  readonly givesLease?: boolean;
  readonly records?: readonly {
    readonly collection: string;
    readonly key: string;
    /** Whether its value is needed, too. */
    readonly whole: boolean;
  }[];
  readonly events?: readonly string[];
  readonly letters?: readonly string[];
  /** Entries of the inbox of which it must be known whether they still wait. */
  readonly waiting?: readonly string[];
}

/** A call that changes the store: what it has to know, and what it does with that. */
export interface Call<Answer> {
  readonly needs: Needs;
  /** Made again where the batch has to be: nothing but the draft may change. */
  make(draft: Draft): Answer;
}

const fencesOf = (fence: Lease | undefined): readonly string[] =>
  fence === undefined ? [] : [fence.name];

function isFenced(draft: Draft, fence: Lease | undefined): boolean {
  return fence !== undefined && draft.leases.get(fence.name)?.lease.epoch !== fence.epoch;
}

function checkFence(draft: Draft, fence: Lease | undefined): void {
  if (isFenced(draft, fence)) throw takenOver();
}

function recordsOf(writes: readonly Write[] = []): NonNullable<Needs['records']> {
  return writes.map(({ op, collection, key }) => ({
    collection,
    key,
    whole: op === 'add' || op === 'max' || op === 'append',
  }));
}

function takeIn(draft: Draft, entries: readonly InboxEntry[], at: number): readonly boolean[] {
  const fresh = new Map<string, InboxEntry>();
  const answers = entries.map((entry) => {
    if (fresh.has(entry.id) || hasSeen(draft, entry.id)) return false;
    fresh.set(entry.id, entry);
    return true;
  });
  for (const entry of fresh.values()) {
    addSeen(draft, entry.id, at);
    draft.inbox.set(draft.hashes.id(entry.id), entry);
  }
  return answers;
}

const idsOf = (entries: readonly InboxEntry[]): readonly string[] => entries.map(({ id }) => id);

/** Takes entries in, each once: answers which of them are new. */
export function accepting(
  entries: readonly InboxEntry[],
  at: number,
  fence?: Lease,
): Call<readonly boolean[]> {
  return {
    needs: { leases: fencesOf(fence), events: idsOf(entries) },
    make(draft) {
      checkFence(draft, fence);
      return takeIn(draft, entries, at);
    },
  };
}

type Shared = Partial<Pick<Commit, 'writes' | 'audit' | 'ledger'>> & {
  readonly outgoing: readonly OutboxItem[];
  readonly post: readonly InboxEntry[];
};

/** What a turn and a settled action have in common. */
function applyShared(draft: Draft, { writes, outgoing, post, audit, ledger }: Shared): void {
  for (const write of writes ?? []) applyWrite(draft, write);
  for (const item of outgoing) draft.outbox.set(draft.hashes.id(item.id), item);
  for (const entry of post) draft.inbox.set(draft.hashes.id(entry.id), entry);
  if (audit !== undefined && audit.length > 0) addAudit(draft, audit);
  for (const entry of ledger ?? []) addLedger(draft, entry);
}

/** Leaves word of a turn that was handled for the kit that leads. */
function addReport(draft: Draft, { report, writes }: Commit): void {
  if (report === undefined) return;
  const changed = writes.map(({ collection, key }) => ({ collection, key }));
  draft.reports.push({ text: report, changed });
}

/** Commits a turn, all of it or nothing: `conflict` where what it went by has changed, `fenced` where it is too late. */
export function committing(
  commit: Commit,
  fence?: Lease,
): Call<'committed' | 'conflict' | 'fenced'> {
  const { done, expect, writes, dead, report } = commit;
  const expected = expect.map(({ collection, key }) => ({ collection, key, whole: false }));
  // Somebody else may have been told to handle the same entry; whoever is faster has done it.
  const contested = report === undefined || done === undefined ? [] : [done.id];
  return {
    needs: {
      leases: fencesOf(fence),
      records: [...expected, ...recordsOf(writes)],
      waiting: contested,
    },
    make(draft) {
      if (isFenced(draft, fence)) return 'fenced';
      if (!contested.every((id) => draft.inbox.has(draft.hashes.id(id)))) return 'fenced';
      for (const { collection, key, version } of expect) {
        if (recordIn(draft, collection, key).version !== version) return 'conflict';
      }
      applyShared(draft, commit);
      if (done !== undefined) draft.inbox.delete(draft.hashes.id(done.id));
      for (const letter of dead) draft.dead.set(draft.hashes.id(letter.id), letter);
      addReport(draft, commit);
      return 'committed';
    },
  };
}

/** Keeps how far an action has come. */
export function marking(item: OutboxItem, fence?: Lease): Call<void> {
  return {
    needs: { leases: fencesOf(fence) },
    make(draft) {
      checkFence(draft, fence);
      draft.outbox.set(draft.hashes.id(item.id), item);
    },
  };
}

/** Takes an action out, with what follows from its outcome. */
export function settling(settlement: Settlement, fence?: Lease): Call<void> {
  const { item, dependents, post, ...shared } = settlement;
  return {
    needs: { leases: fencesOf(fence), records: recordsOf(settlement.writes) },
    make(draft) {
      checkFence(draft, fence);
      draft.outbox.delete(draft.hashes.id(item.id));
      const posted = post === undefined ? [] : [post];
      applyShared(draft, { ...shared, outgoing: dependents, post: posted });
    },
  };
}

/** Makes a dead letter an entry again, for the plugin that failed; answers it. */
export function retrying(id: string): Call<InboxEntry | undefined> {
  return {
    needs: { letters: [id] },
    make(draft) {
      const letter = draft.dead.get(draft.hashes.id(id));
      if (letter === undefined) return undefined;
      const { notBefore, ...before } = letter.entry;
      const entry: InboxEntry = { ...before, only: letter.plugin, attempt: 0 };
      draft.dead.delete(draft.hashes.id(id));
      draft.inbox.set(draft.hashes.id(entry.id), entry);
      return entry;
    },
  };
}

/** Forgets dead letters. */
export function dropping(ids: readonly string[]): Call<void> {
  return {
    needs: {},
    make(draft) {
      for (const id of ids) draft.dead.delete(draft.hashes.id(id));
    },
  };
}

/** Writes what a transport keeps, with the entries that came with it, in one step. */
export function setting(
  space: string,
  changes: ReadonlyMap<string, Uint8Array | null>,
  accept: { readonly entries: readonly InboxEntry[]; readonly at: number } | undefined,
  fence: Lease | undefined,
): Call<readonly boolean[]> {
  // Copied: a transport may go on using its buffers.
  const values = [...changes].map(
    ([key, value]) => [key, value === null ? null : Uint8Array.from(value)] as const,
  );
  const { entries = [], at = 0 } = accept ?? {};
  return {
    needs: { leases: fencesOf(fence), events: idsOf(entries) },
    make(draft) {
      checkFence(draft, fence);
      for (const [key, value] of values) setSession(draft, space, key, value);
      return takeIn(draft, entries, at);
    },
  };
}

/** Erases somebody. */
export function erasing(erasure: Erasure): Call<void> {
  return {
    needs: { records: recordsOf(erasure.writes) },
    make: (draft) => erasePerson(draft, erasure),
  };
}
