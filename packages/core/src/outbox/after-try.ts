import type { Outcome } from '../actions/outcome.js';
import type { Clock } from '../clock.js';
import type { MaybePromise, OutboxItem, Store } from '../store/store.js';
import type { Agenda } from './agenda.js';
import type { Budgets, Limited } from './budgets.js';
import { refusal } from './carry-out.js';
import { type Unreached, waitingForWord } from './climb.js';
import type { PutBack } from './queues.js';
import type { Settle } from './settling.js';
import { isEnough, waitBefore } from './timing.js';
import type { Again, Tried } from './tried.js';

/** What going on after a try needs. */
export interface AfterTryParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly agenda: Agenda;
  readonly settle: Settle;
  readonly budgets: Pick<Budgets, 'hold'>;
  random(): number;
  /** Lets an admin be asked to do by hand what the bot cannot do itself. */
  handOver?(item: OutboxItem, reason: string): Promise<Outcome | undefined>;
  /** Told of what has to wait for the first word of the person it is for. */
  unreached?(item: OutboxItem, unreached: Unreached): Promise<void>;
}

/** Goes on with actions after a try: they settle, wait, are tried again, or go to an admin. */
export interface AfterTry {
  /** Goes on with what a try came to; answers with what cannot go out before later. */
  follow(asked: OutboxItem, tried: Tried): MaybePromise<PutBack | undefined>;
  /** From now on an action waits for what the admins make of it. */
  handOver(item: OutboxItem, reason: string): Promise<undefined>;
  /** Settles what was handed over to an admin. */
  conclude(id: string, outcome: Outcome): Promise<void>;
}

/** Makes what goes on after tries. */
export function createAfterTry(parts: AfterTryParts): AfterTry {
  const { store, clock, agenda, settle, budgets } = parts;

  /** Where the platform said when, what is behind it waits with it, in order. */
  const waitFor = (again: Again, item: OutboxItem, until: number): PutBack | undefined => {
    const { adapter, account = false } = again;
    if (adapter === undefined) return undefined;
    const limited: Limited = { adapter, until, account };
    budgets.hold(limited, item.destination);
    return { item, limited };
  };

  const tryAgain = async (item: OutboxItem, again: Again): Promise<PutBack | undefined> => {
    const firstTried = item.firstTried ?? clock.now();
    const next = { ...item, firstTried, attempt: item.attempt + 1 };
    if (isEnough(next, clock.now())) {
      const reason = `given up after ${next.attempt} tries: ${again.reason}`;
      return settle(item, refusal(item, reason));
    }
    const until = clock.now() + (again.after ?? waitBefore(next, parts.random()));
    const later = { ...next, options: { ...next.options, notBefore: until } };
    await store.mark(later);
    const back = waitFor(again, later, until);
    if (back === undefined) agenda.schedule(later);
    else agenda.set(later);
    return back;
  };

  /** It has not been tried: it keeps its place. */
  const putBack = (asked: OutboxItem, item: OutboxItem, limited: Limited): PutBack => {
    const kept = item.step === asked.step ? asked : item;
    if (kept !== asked) agenda.set(kept);
    return { item: kept, limited };
  };

  /** Looked at again at a later moment; not stored, as a start looks at everything anew. */
  const postpone = (item: OutboxItem, notBefore: number): undefined => {
    agenda.schedule({ ...item, options: { ...item.options, notBefore } });
  };

  /** It waits from now on for what the admins make of it. */
  const handOver = async (item: OutboxItem, reason: string): Promise<undefined> => {
    if (parts.handOver === undefined) return settle(item, refusal(item, reason));
    const handed = { ...item, assisted: true };
    if (item.assisted !== true) await store.mark(handed);
    agenda.set(handed);
    const outcome = await parts.handOver(handed, reason);
    if (outcome !== undefined) await conclude(handed.id, outcome);
  };

  /** It waits from now on for the person to write; whoever looks after that is told once. */
  const park = async (item: OutboxItem, unreached: Unreached): Promise<undefined> => {
    const waits = waitingForWord(item);
    await store.mark(waits);
    agenda.schedule(waits);
    await parts.unreached?.(waits, unreached);
  };

  const conclude = async (id: string, outcome: Outcome): Promise<void> => {
    const item = agenda.get(id);
    if (item?.assisted !== true) return;
    const undo = outcome.kind === 'done' ? item.undo?.action : undefined;
    await settle(item, undo === undefined ? outcome : ({ ...outcome, undo } as Outcome));
  };

  /** Goes on with what a try came to. */
  const follow = (asked: OutboxItem, tried: Tried): MaybePromise<PutBack | undefined> => {
    // Whoever it was about may have been erased meanwhile.
    if (!agenda.has(asked.id)) return undefined;
    if ('outcome' in tried) return settle(tried.item, tried.outcome, tried.facts);
    if ('assist' in tried) return handOver(tried.item, tried.assist);
    if ('unreached' in tried) return park(tried.item, tried.unreached);
    if ('again' in tried) return tryAgain(tried.item, tried.again);
    if ('limited' in tried) return putBack(asked, tried.item, tried.limited);
    return postpone(tried.item, tried.later);
  };

  return { follow, handOver, conclude };
}
