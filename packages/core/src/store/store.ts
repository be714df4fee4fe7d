import type { Action, ActionOptions } from '../actions/action.js';
import type { Outcome } from '../actions/outcome.js';
import type { KapwaEvent } from '../events/event.js';
import type { GroupSetting } from '../model/standing.js';

/** A call that may answer at once or later; `await` takes both. */
export type MaybePromise<T> = T | Promise<T>;

/** A record as stored, with the version that grows by one at every write. */
export interface Stored {
  readonly key: string;
  readonly value: unknown;
  readonly version: number;
}

/** Whose an event is: found out once, when it is taken in. */
export interface Place {
  readonly community: string;
  /** The key of the group it happened in. */
  readonly group?: string;
  /** The person whose direct chat it happened in. */
  readonly person?: string;
}

/** An event waiting for its lane. */
export interface InboxEntry {
  /** Deduplication key: the event's adapter and id; for a retry also the plugin and attempt. */
  readonly id: string;
  /** `group:…`, `person:…` or `community:…`; events of one lane are handled in order. */
  readonly lane: string;
  readonly place: Place;
  readonly event: KapwaEvent;
  /** Only this plugin's part is to run: the others have been committed before. */
  readonly only?: string;
  /** How often it has been tried, from 0. */
  readonly attempt: number;
  /** Not handled before this moment, ms UTC. Does not hold up the lane. */
  readonly notBefore?: number;
}

/** An action waiting to go out. */
export interface OutboxItem {
  readonly id: string;
  readonly community: string;
  /** The lane that asked, and so gets the outcome. */
  readonly lane: string;
  readonly place: Place;
  /** The adapter by which the event came that led to this. */
  readonly adapter: string;
  /** The one by which the person wrote directly, where several lead to their network. */
  readonly via?: string;
  /** The one it has begun to go out by: no other goes on with it, lest it goes out twice. */
  readonly sentVia?: string;
  readonly plugin: string;
  /** Where it goes: actions with one destination keep their order within a priority. */
  readonly destination: string;
  readonly action: Action;
  readonly options: ActionOptions;
  /** When it was asked for, ms UTC. */
  readonly at: number;
  readonly attempt: number;
  /** When it was first tried in vain, ms UTC. */
  readonly firstTried?: number;
  /** Set durably before the first byte of an `at-most-once` action leaves. */
  readonly sending?: boolean;
  /** Why it must not go out any more: an action it was to come after did not succeed. */
  readonly blocked?: string;
  /** The step to go on with: those before it have been done. */
  readonly step?: number;
  /** The platform's ids of the messages that the steps so far have sent. */
  readonly sent?: readonly string[];
  /** The platform's id of the bytes that the steps so far have handed over. */
  readonly uploaded?: string;
  /** The messages of actions this one names, by the id of the action. */
  readonly found?: Readonly<Record<string, readonly string[]>>;
  /** What puts back what this changes, found out before it was tried first; empty for nothing. */
  readonly undo?: UndoPlan;
  /** This puts something back, unless it was changed by hand meanwhile. */
  readonly restores?: readonly Restored[];
  /** A dry run: it settles as `rehearsed` and does not reach the platform. */
  readonly rehearsal?: boolean;
  /**
   * `waits`: the person has to write first; it goes out when they do, and expires otherwise.
   * `released`: they have.
   */
  readonly unreached?: 'waits' | 'released';
  /** Handed over to an admin, who is asked to do it by hand. Settles when that is over. */
  readonly assisted?: boolean;
}

/** How to put back what an action changes, and by what it shows that nobody else has changed it. */
export interface UndoPlan {
  readonly action?: Action;
  readonly restored: readonly Restored[];
}

/** What was set for a while: put back only while it still stands so. */
export interface Restored {
  /** The setting of the group, or `role` and `muted` for those of a person. */
  readonly what: GroupSetting | 'role' | 'muted';
  readonly value: unknown;
  /** What it was before. */
  readonly before?: unknown;
  /** How often it had been changed by hand before. */
  readonly byHand: number;
}

/** A change of one record, as data. All but `put` and `delete` commute and need no version. */
export type Write =
  | {
      readonly op: 'put';
      readonly collection: string;
      readonly key: string;
      readonly value: unknown;
    }
  | { readonly op: 'delete'; readonly collection: string; readonly key: string }
  | {
      readonly op: 'putIfAbsent';
      readonly collection: string;
      readonly key: string;
      readonly value: unknown;
    }
  /** Adds to a number; an absent record counts as 0. */
  | { readonly op: 'add'; readonly collection: string; readonly key: string; readonly by: number }
  /** Keeps the larger number; an absent record counts as smaller. */
  | {
      readonly op: 'max';
      readonly collection: string;
      readonly key: string;
      readonly value: number;
    }
  /** Appends to a list; an absent record counts as empty. */
  | {
      readonly op: 'append';
      readonly collection: string;
      readonly key: string;
      readonly value: unknown;
    };

/** A part of an event that could not be handled after several tries, kept for an operator. */
export interface DeadLetter {
  readonly id: string;
  readonly entry: InboxEntry;
  readonly plugin: string;
  readonly reason: string;
  readonly at: number;
}

/** One thing that was done or refused, for the audit. Holds pseudonyms and reasons, never a body. */
export interface AuditNote {
  readonly at: number;
  readonly community: string;
  /** Who: a pseudonym, or `bot:<plugin>`. */
  readonly actor: string;
  /** What: `noun.verb`, mostly the kind of an action. */
  readonly what: string;
  /** To whom or what: a pseudonym, the key of a group, an id. */
  readonly target?: string;
  /** Why. Destructive actions always have a reason. */
  readonly reason?: string;
  /** What came of it. */
  readonly result?: string;
}

/** The end of the audit: what the next link is fastened to; 0 and empty before the first. */
export type AuditHead = Pick<AuditLink, 'n' | 'hash'>;

/** One link of the audit chain: what was committed together. */
export interface AuditLink {
  /** Counts from 1. */
  readonly n: number;
  /** The hash of the link before; empty at the first. */
  readonly prev: string;
  /** Each note with its own hash, so that a broken one can be named. */
  readonly entries: readonly { readonly note: AuditNote; readonly hash: string }[];
  /** Over `n`, `prev` and the hashes of the entries. */
  readonly hash: string;
}

/** What is known of a message after its words are gone: kept 7 days. A later entry replaces an earlier one. */
export interface LedgerEntry {
  /** `adapter:chat`, as platforms number messages by chat. */
  readonly chat: string;
  readonly message: string;
  /** The person, or `bot`. */
  readonly author: string;
  readonly kind: string;
  /** Keyed: nobody can tell the words from it without the installation's secret. */
  readonly fingerprint?: string;
  readonly at: number;
  /** `gone`: deleted before or after it came. `edited`: its last form is the one to go by. */
  readonly fate: 'stands' | 'edited' | 'gone';
}

/** How long it is known that there was a message, and a fingerprint of its words, ms. */
export interface LedgerSpan {
  readonly messages: number;
  readonly fingerprints: number;
}

/** How long what is known of messages is to be kept, chat by chat as the ledger names them. */
export interface LedgerRule {
  readonly chats: ReadonlyMap<string, LedgerSpan>;
  readonly others: LedgerSpan;
}

/**
 * The right to act for something (a store, a connection) for a while; a newer one ends it. Given to
 * a call as its `fence` it says what the call rests on: once somebody else holds it, nothing is
 * changed; `commit` answers `fenced`, every other call raises `store.taken-over`.
 */
export interface Lease {
  readonly name: string;
  /** Grows with every new holder: what an earlier one still tries is `fenced`. */
  readonly epoch: number;
  /** ms UTC. */
  readonly until: number;
}

/** The lease on the store itself, by which one kit at a time works on it. */
export const KIT_LEASE = 'kit';

/**
 * That somebody was erased, for whatever is restored from a backup. `id` is a keyed hash of the
 * person: it is all that is kept, so that the list itself names nobody.
 */
export interface ErasureRecord {
  readonly id: string;
  /** ms UTC. */
  readonly at: number;
}

/**
 * Everything of a person that has to go, found out by core; done by a store in one step. Of all
 * this only `id` and `at` may be kept.
 */
export interface Erasure extends ErasureRecord {
  readonly writes: readonly Write[];
  /** Ids of what waits. */
  readonly inbox: readonly string[];
  readonly outbox: readonly string[];
  readonly dead: readonly string[];
  readonly sessions: readonly { readonly space: string; readonly keys: readonly string[] }[];
  /** Ledger entries by this author. */
  readonly author: string;
}

/** Named binary values of a transport, such as the keys of a linked device. */
export interface SessionSpace {
  get(keys: readonly string[]): MaybePromise<ReadonlyMap<string, Uint8Array>>;
  keys(prefix?: string): MaybePromise<readonly string[]>;
  /** All of it or nothing of it, durable when it answers; null removes. `accept` is taken in with it. */
  set(
    changes: ReadonlyMap<string, Uint8Array | null>,
    accept?: { readonly entries: readonly InboxEntry[]; readonly at: number },
    fence?: Lease,
  ): MaybePromise<readonly boolean[]>;
}

/** Everything one turn changes: all of it or nothing of it. */
export interface Commit {
  /** The inbox entry this completes; absent for what the kit does for itself at a start. */
  readonly done?: InboxEntry;
  /** Versions that the turn read before writing; all must still hold. */
  readonly expect: readonly { collection: string; key: string; version: number }[];
  readonly writes: readonly Write[];
  readonly outgoing: readonly OutboxItem[];
  /** Events for other lanes, and retries. */
  readonly post: readonly InboxEntry[];
  readonly dead: readonly DeadLetter[];
  readonly audit?: readonly AuditNote[];
  readonly ledger?: readonly LedgerEntry[];
  /**
   * What the kit that leads is told in the same step, where another process handled `done` for it.
   * Such a turn is committed only while `done` still waits; otherwise somebody else was faster, and
   * the answer is `fenced`.
   */
  readonly report?: string;
}

/** What a process left of a turn that it handled for the kit that leads. */
export interface Report {
  /** Grows with every report. */
  readonly n: number;
  readonly text: string;
}

/** How processes that share one store work together: one kit leads, others handle events for it. */
export interface SharedStore {
  /**
   * So long after the kit that leads was last heard of another may take over, ms; 5 minutes unless
   * given. It renews its lease three times as often.
   */
  readonly leaseFor?: number;
  /**
   * Says something to everybody who hears, itself included, of at most `longestNote` bytes. Only a
   * hint: a note can be lost, and whoever has to know asks again.
   */
  say(note: string): void;
  /**
   * Hears what is said, and `newReports` when there are some, until what it answers is called. By its
   * name others find out whether it does; no two have the same.
   */
  hear(heard: (note: string) => void, name?: string): MaybePromise<() => MaybePromise<void>>;
  /**
   * Those of these names by which nobody hears at the moment: their processes have ended, or have
   * just lost the store. One that hangs is not among them.
   */
  absent(names: readonly string[]): MaybePromise<readonly string[]>;
  /** The entries with these ids that still wait, in the order of the ids. */
  entries(ids: readonly string[]): MaybePromise<readonly InboxEntry[]>;
  /**
   * The reports behind `after`, in the order in which they were committed; those up to it are
   * forgotten. Whatever they say was changed is read anew by this process from then on. They are for
   * whoever leads: raises `store.taken-over` where that is another by now.
   */
  reports(after: number, fence?: Lease): MaybePromise<readonly Report[]>;
  /**
   * Forgets all reports and answers the number of the last one: a kit that begins to lead reads what
   * waits itself. Raises as `reports` does.
   */
  forgetReports(fence?: Lease): MaybePromise<number>;
}

/** What a store itself says to everybody when there are new reports. */
export const newReports = 'report';

/** A note is at most so long, in bytes: PostgreSQL carries 8,000. */
export const longestNote = 7_000;

/** What becomes of an outbox item, all in one step. */
export interface Settlement {
  readonly item: OutboxItem;
  readonly outcome: Outcome;
  readonly at: number;
  /** Actions that waited for this one, as they stand now, and the one that is to undo it later. */
  readonly dependents: readonly OutboxItem[];
  /** Records that say what came of it. */
  readonly writes?: readonly Write[];
  /** The event that carries the outcome back, where somebody asked for it. */
  readonly post?: InboxEntry;
  readonly audit?: readonly AuditNote[];
  readonly ledger?: readonly LedgerEntry[];
}

/** How often something has changed: what was read is still true while the count is the same. */
export interface Changes {
  readonly count: number;
}

/**
 * Where a kit keeps everything. Three implementations pass one contract suite: memory, embedded
 * and PostgreSQL. No live objects are handed out: a caller may keep what it got, not change it.
 *
 * A store that cannot write stops: every later call rejects with `store.failed`.
 */
export interface Store {
  /** Whether what it has acknowledged survives a power cut. */
  readonly durable: boolean;
  open(): MaybePromise<void>;
  close(): MaybePromise<void>;

  /**
   * Takes events in; durable when it answers. The answer tells, in order, which were new. `known` is
   * told it before, where it counts inside the process by then: they may be handled already, as
   * nothing that comes of it is told, sent or acknowledged before they are durable, too.
   */
  accept(
    entries: readonly InboxEntry[],
    at: number,
    fence?: Lease,
    known?: (fresh: readonly boolean[]) => void,
  ): MaybePromise<readonly boolean[]>;
  /** All entries that still wait, oldest first: what a start has to take up. */
  waiting(): MaybePromise<readonly InboxEntry[]>;
  /** All actions that have not settled, in commit order. */
  outgoing(): MaybePromise<readonly OutboxItem[]>;

  get(collection: string, key: string): MaybePromise<Stored | undefined>;
  /** Records whose key starts with `prefix`, by key. */
  list(collection: string, prefix: string): MaybePromise<readonly Stored[]>;
  /** The names of all collections that hold or have held something, in any order. */
  collections(): MaybePromise<readonly string[]>;

  /**
   * Counts the changes of these collections from now on, whoever makes them. Missing, or undefined,
   * where others may change them without this store knowing: then everything is read anew.
   */
  changesOf?(collections: readonly string[]): Changes | undefined;

  /** `conflict`: an expected version no longer holds; `fenced`: the lease is another's. Nothing was written. */
  commit(commit: Commit, fence?: Lease): MaybePromise<'committed' | 'conflict' | 'fenced'>;
  /** Records durably that an item is about to leave, or to be tried again. */
  mark(item: OutboxItem, fence?: Lease): MaybePromise<void>;
  settle(settlement: Settlement, fence?: Lease): MaybePromise<void>;

  /** Oldest first. */
  dead(): MaybePromise<readonly DeadLetter[]>;
  /** Takes a dead letter back into the inbox, to be tried from the beginning; undefined for an unknown one. */
  retryDead(id: string): MaybePromise<InboxEntry | undefined>;
  /** Forgets dead letters, and with them the words in them. */
  dropDead(ids: readonly string[]): MaybePromise<void>;

  /** The audit from link `after` (0: from the beginning), in order; at most `limit` links. */
  audit(after: number, limit: number): MaybePromise<readonly AuditLink[]>;
  /** The last link of the audit the store knows to have written: `verifyAudit` misses what is not there. */
  auditHead(): MaybePromise<AuditHead>;
  /** What is known of a message; undefined after 7 days and for one never seen. */
  ledger(chat: string, message: string): MaybePromise<LedgerEntry | undefined>;

  /**
   * Takes a lease for `ms`, or holds on to one: undefined while somebody else holds it. Ends by
   * itself, so that whoever died does not keep it. `at` is the holder's clock, by which `until` is
   * given; a store for several machines goes by a clock of its own for when it is over.
   */
  lease(name: string, holder: string, ms: number, at: number): MaybePromise<Lease | undefined>;
  release(lease: Lease): MaybePromise<void>;

  /** The binary values of one transport, such as `whatsapp:baileys`. */
  session(space: string): SessionSpace;
  /** The names of all spaces that hold or have held something. */
  sessions(): MaybePromise<readonly string[]>;

  /** Removes everything of a person, from every file too: nothing can be read afterwards. */
  erase(erasure: Erasure): MaybePromise<void>;
  /** Erasures so far, to be done again on whatever is restored from a backup. */
  erasures(): MaybePromise<readonly ErasureRecord[]>;
  /** Forgets what is known of messages for longer than the rule and seven days say, in every file. */
  expire(at: number, rule: LedgerRule): MaybePromise<void>;
  /** Rewrites what is kept, so that nothing deleted is left in any file. */
  purge(at: number): MaybePromise<void>;

  /** Missing where only one process can have the store. */
  readonly shared?: SharedStore;
}
