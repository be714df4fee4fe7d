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
  /** The messages of actions this one names, by the id of the action. */
  readonly found?: Readonly<Record<string, readonly string[]>>;
  /** What puts back what this changes, found out before it was tried first; empty for nothing. */
  readonly undo?: UndoPlan;
  /** This puts something back, unless it was changed by hand meanwhile. */
  readonly restores?: readonly Restored[];
  /** A dry run: it settles as `rehearsed` and does not reach the platform. */
  readonly rehearsal?: boolean;
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
  /** The setting of the group, or `role` for that of a person. */
  readonly what: GroupSetting | 'role';
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
}

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

  /** Takes events in; durable when it answers. The answer tells, in order, which were new. */
  accept(entries: readonly InboxEntry[], at: number): MaybePromise<readonly boolean[]>;
  /** All entries that still wait, oldest first: what a start has to take up. */
  waiting(): MaybePromise<readonly InboxEntry[]>;
  /** All actions that have not settled, in commit order. */
  outgoing(): MaybePromise<readonly OutboxItem[]>;

  get(collection: string, key: string): MaybePromise<Stored | undefined>;
  /** Records whose key starts with `prefix`, by key. */
  list(collection: string, prefix: string): MaybePromise<readonly Stored[]>;

  /** `conflict`: an expected version no longer holds, nothing was written. */
  commit(commit: Commit): MaybePromise<'committed' | 'conflict'>;
  /** Records durably that an item is about to leave, or to be tried again. */
  mark(item: OutboxItem): MaybePromise<void>;
  settle(settlement: Settlement): MaybePromise<void>;

  dead(): MaybePromise<readonly DeadLetter[]>;
}
