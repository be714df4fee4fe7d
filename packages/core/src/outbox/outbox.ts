import type { Followed } from '../accept/follow.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import type { Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { Counts } from '../house/pause/control.js';
import type { Logger } from '../logger.js';
import type { InboxEntry, OutboxItem, Store } from '../store/store.js';
import { type AttemptParts, attempt } from './attempt.js';
import { onlyTried, refusal, type Tried } from './carry-out.js';
import { countOf } from './counts.js';
import { forgetKept } from './kept-actions.js';
import { createQueues } from './queues.js';
import { afterOutcome } from './references.js';
import { settledEntry, settlementOf } from './settlement.js';
import { isEnough, waitBefore, wakesAt } from './timing.js';
import { restoreId, restoreOf } from './undo-plan.js';
import { createWaitingList } from './waiting-list.js';

/** What an outbox runs on. */
export interface OutboxParts extends Omit<AttemptParts, 'accept'> {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  random(): number;
  /** Takes an event in; resolves once it is durable. */
  takeIn(event: KapwaEvent): Promise<Followed>;
  /** Takes up the event that carries an outcome back. */
  post(entry: InboxEntry): void;
  settled(item: OutboxItem, outcome: Outcome): void;
  /** Lets an admin be asked to do by hand what the bot cannot do itself. */
  handOver?(item: OutboxItem, reason: string): Promise<Outcome | undefined>;
  /** Whether an action is not to go out for now, because its community is paused. */
  isHeld?(item: OutboxItem): boolean;
  /** Whether a pause has held an action up for so long that it is not wanted any more. */
  isTooOld?(item: OutboxItem): boolean;
  onQuiet(): void;
}

/** Carries actions out: in order per destination and priority, destinations side by side. */
export interface Outbox {
  /** Takes up what an earlier run left, and forgets what need not be kept any longer. */
  resume(left: readonly OutboxItem[]): Promise<void>;
  add(items: readonly OutboxItem[]): void;
  /** Actions that go out now or are ready to. */
  readonly busy: number;
  /** Takes up what was held back and need not be any longer. */
  release(): void;
  /** Settles what was handed over to an admin. */
  conclude(id: string, outcome: Outcome): void;
  /** How much of a community has not settled yet. */
  counts(community: string): Pick<Counts, 'actions' | 'failing' | 'tooOld'>;
  /** Begins nothing more; resolves when what is going out has settled. */
  stop(): Promise<void>;
}

/** Makes the outbox of one kit. It starts at `add`, without polling. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts;
  const waiting = createWaitingList();
  const timers = new Map<string, () => void>();
  let held: OutboxItem[] = [];
  let stopped = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  const trying: AttemptParts = {
    ...parts,
    async accept(events) {
      // One after the other: whose the next one is may only be known from the one before.
      for (const event of events) {
        const { handled } = await parts.takeIn(event);
        await Promise.race([handled, ended]);
      }
    },
  };

  const wake = (item: OutboxItem): void => {
    timers.delete(item.id);
    if (!stopped) queues.add(item);
  };

  const schedule = (item: OutboxItem): void => {
    waiting.set(item);
    timers.get(item.id)?.();
    timers.delete(item.id);
    if (stopped || item.assisted === true) return;
    const isHeld = item.blocked === undefined && waiting.isHeld(item);
    const time = wakesAt(item, isHeld);
    if (time !== undefined && time > clock.now()) {
      timers.set(
        item.id,
        clock.at(time, () => wake(item)),
      );
    } else if (!isHeld || time !== undefined) {
      queues.add(item);
    }
  };

  /** A change that is put back later, or that puts an end to what was to be put back. */
  const restoring = async (item: OutboxItem, outcome: Outcome): Promise<readonly OutboxItem[]> => {
    if (outcome.kind !== 'done' || item.restores !== undefined) return [];
    const id = restoreId(item);
    const before = id === undefined ? undefined : waiting.get(id);
    const restore = restoreOf(item, before);
    if (restore !== undefined) return [restore];
    if (before !== undefined) {
      await settle(before, { kind: 'refused', reason: 'the bot was asked to change it again' });
    }
    return [];
  };

  const settle = async (item: OutboxItem, outcome: Outcome): Promise<void> => {
    const followers = waiting.behind(item.id).map((one) => afterOutcome(one, item.id, outcome));
    const dependents = [...followers, ...(await restoring(item, outcome))];
    const settlement = settlementOf(item, outcome, clock.now(), dependents);
    await store.settle(settlement);
    waiting.remove(item.id);
    timers.get(item.id)?.();
    timers.delete(item.id);
    parts.settled(item, outcome);
    if (settlement.post !== undefined) parts.post(settlement.post);
    for (const dependent of dependents) schedule(dependent);
  };

  const tryAgain = async (
    item: OutboxItem,
    again: { reason: string; after?: number },
  ): Promise<void> => {
    const firstTried = item.firstTried ?? clock.now();
    const next = { ...item, firstTried, attempt: item.attempt + 1 };
    if (isEnough(next, clock.now())) {
      const reason = `given up after ${next.attempt} tries: ${again.reason}`;
      await settle(item, refusal(item, reason));
      return;
    }
    const wait = again.after ?? waitBefore(next, parts.random());
    const later = { ...next, options: { ...next.options, notBefore: clock.now() + wait } };
    await store.mark(later);
    schedule(later);
  };

  /** Looked at again at a later moment; not stored, as a start looks at everything anew. */
  const postpone = (item: OutboxItem, notBefore: number): void =>
    schedule({ ...item, options: { ...item.options, notBefore } });

  /** It waits from now on for what the admins make of it. */
  const handOver = async (item: OutboxItem, reason: string): Promise<void> => {
    if (parts.handOver === undefined) return settle(item, refusal(item, reason));
    const handed = { ...item, assisted: true };
    if (item.assisted !== true) await store.mark(handed);
    waiting.set(handed);
    const outcome = await parts.handOver(handed, reason);
    if (outcome !== undefined) await conclude(handed.id, outcome);
  };

  const conclude = async (id: string, outcome: Outcome): Promise<void> => {
    const item = waiting.get(id);
    if (item?.assisted !== true) return;
    const undo = outcome.kind === 'done' ? item.undo?.action : undefined;
    await settle(item, undo === undefined ? outcome : ({ ...outcome, undo } as Outcome));
  };

  const report = (item: OutboxItem, error: unknown): void =>
    parts.log.error('An action could not be carried out; it is tried again at the next start.', {
      action: item.action.kind,
      plugin: item.plugin,
      error: messageOf(error),
    });

  const send = async (item: OutboxItem): Promise<void> => {
    // It may have settled, or have been replaced, since it got into its line.
    if (stopped || waiting.get(item.id) !== item) return;
    if (parts.isHeld?.(item) === true) {
      held.push(item);
      return;
    }
    try {
      const tried: Tried =
        parts.isTooOld?.(item) === true
          ? { item, outcome: { kind: 'expired' } }
          : await attempt(item, trying);
      if ('outcome' in tried) await settle(tried.item, tried.outcome);
      else if ('assist' in tried) await handOver(tried.item, tried.assist);
      else if ('later' in tried) postpone(tried.item, tried.later);
      else await tryAgain(tried.item, tried.again);
    } catch (error) {
      report(item, error);
    }
  };

  /** What only means something now: tried at once, in no line, and never again. */
  const tryOnce = async (item: OutboxItem): Promise<void> => {
    try {
      const tried: Tried =
        parts.isHeld?.(item) === true
          ? { item, outcome: { kind: 'refused', reason: 'the bot is paused' } }
          : await attempt(item, trying);
      const outcome = onlyTried(tried);
      parts.settled(item, outcome);
      const entry = settledEntry(item, outcome, clock.now());
      if (entry === undefined) return;
      await store.accept([entry], clock.now());
      parts.post(entry);
    } catch (error) {
      report(item, error);
    }
  };

  const queues = createQueues({ send, onQuiet: () => parts.onQuiet() });

  const add = (items: readonly OutboxItem[]): void => {
    const kept = items.filter(({ action, options }) => !isVolatile(action, options));
    for (const item of kept) waiting.set(item);
    for (const item of kept) schedule(item);
    if (stopped || kept.length === items.length) return;
    for (const item of items) {
      if (isVolatile(item.action, item.options)) queues.beside(() => tryOnce(item));
    }
  };

  return {
    async resume(items) {
      await forgetKept(store, clock.now());
      add(items);
      for (const item of items) if (item.assisted === true) await handOver(item, '');
    },
    add,
    get busy() {
      return queues.busy;
    },
    release() {
      const items = held;
      held = [];
      if (stopped) return;
      for (const item of items) if (waiting.get(item.id) === item) queues.add(item);
    },
    conclude(id, outcome) {
      const item = waiting.get(id);
      if (item?.assisted !== true) return;
      queues.beside(() => conclude(id, outcome).catch((error) => report(item, error)));
    },
    counts(community) {
      return countOf(waiting.all(), community, (item) => parts.isTooOld?.(item) === true);
    },
    async stop() {
      stopped = true;
      end();
      for (const cancel of timers.values()) cancel();
      timers.clear();
      await queues.rest();
    },
  };
}
