import type { Followed } from '../accept/follow.js';
import { isVolatile } from '../actions/check-options.js';
import type { Outcome } from '../actions/outcome.js';
import { messageOf } from '../errors.js';
import type { KapwaEvent } from '../events/event.js';
import type { Counts } from '../house/pause/control.js';
import { inTime } from '../in-time.js';
import type { Logger } from '../logger.js';
import { personDestination } from '../model/keys.js';
import { createPatience } from '../patience.js';
import type { InboxEntry, MaybePromise, OutboxItem } from '../store/store.js';
import { withoutWords } from '../without-words.js';
import { type AfterTryParts, createAfterTry } from './after-try.js';
import { createAgenda } from './agenda.js';
import { type AttemptParts, attempt } from './attempt.js';
import { createBudgets } from './budgets.js';
import { afterFirstWord, lookedAtAnew } from './climb.js';
import { countOf } from './counts.js';
import { createFactsReader } from './facts.js';
import { forgetKept } from './kept-actions.js';
import { createLineOf } from './line-of.js';
import { createQueues } from './queues.js';
import { answered } from './request.js';
import { settledEntry } from './settlement.js';
import { createSettling } from './settling.js';
import { onlyTried, type Tried, type Trying } from './tried.js';

/** What an outbox runs on. */
export interface OutboxParts
  extends Omit<AttemptParts, 'accept' | 'budgets' | 'patience' | 'factsFor'>,
    Omit<AfterTryParts, 'agenda' | 'settle' | 'budgets'> {
  readonly log: Logger;
  /** Takes an event in; resolves once it is durable. */
  takeIn(event: KapwaEvent): Promise<Followed>;
  /** Takes up the event that carries an outcome back. */
  post(entry: InboxEntry): void;
  settled(item: OutboxItem, outcome: Outcome): void;
  /** Whether an action is not to go out for now: its community is paused, or another kit leads. */
  isHeld?(item: OutboxItem): boolean;
  /** Whether a pause has held an action up for so long that it is not wanted any more. */
  isTooOld?(item: OutboxItem): boolean;
  /** Told why something could not be kept that may keep the whole kit from going on. */
  unkept?(error: unknown): void;
  onQuiet(): void;
}

/** A platform that has not answered after this is not waited for any longer, ms. */
const LONGEST_ANSWER = 5 * 60_000;

/**
 * Carries actions out: in order per destination and priority, destinations side by side; to a
 * person who can be reached in several ways, in order per way.
 */
export interface Outbox {
  /** Finds out how much of what platforms allow an earlier run has used; before anything goes out. */
  open(): Promise<void>;
  /** Takes up what an earlier run left, and forgets what need not be kept any longer. */
  resume(left: readonly OutboxItem[]): Promise<void>;
  add(items: readonly OutboxItem[]): void;
  /** Actions that go out now or are ready to. */
  busy(): number;
  /** Takes up what was held back and need not be any longer. */
  release(): void;
  /**
   * Lets go out what waited for the first word of a person, in order; of everybody in the community
   * where nobody is named.
   */
  reached(community: string, person?: string): void;
  /** Settles what was handed over to an admin. */
  conclude(id: string, outcome: Outcome): void;
  /** How much of a community has not settled yet. */
  counts(community: string): Pick<Counts, 'actions' | 'failing' | 'tooOld' | 'unreached'>;
  /**
   * Lets go of actions that have not settled: they do not go out, and nothing is stored of them any
   * more. Resolves when none of them is on its way.
   */
  forget(ids: readonly string[]): Promise<void>;
  /**
   * Begins nothing more; resolves when what is going out has settled, or after `limit` ms: what has
   * not is found again at the next start.
   */
  stop(limit: number): Promise<void>;
}

/** Whether an action only means something now. */
function isOnce({ action, options }: OutboxItem): boolean {
  return isVolatile(action, options);
}

/** Makes the outbox of one kit. It starts at `add`, without polling. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts;
  let held: OutboxItem[] = [];
  let stopped = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });

  const budgets = createBudgets(parts.adapters.values(), store);
  const patience = createPatience(clock, LONGEST_ANSWER);
  const agenda = createAgenda(clock, (item) => queues.add(item));
  const settle = createSettling({ ...parts, agenda });
  const afterTry = createAfterTry({ ...parts, agenda, settle, budgets });
  const factsFor = createFactsReader(parts);
  const trying: AttemptParts = {
    ...parts,
    budgets,
    patience,
    factsFor,
    async accept(events) {
      // One after the other: whose the next one is may only be known from the one before.
      for (const event of events) {
        const { handled } = await parts.takeIn(event);
        await Promise.race([handled, ended]);
      }
    },
  };

  const failed = (item: OutboxItem, error: unknown): void => {
    parts.log.error('An action could not be carried out; it is tried again at the next start.', {
      action: item.action.kind,
      plugin: item.plugin,
      error: withoutWords(messageOf(error), item.action, 1),
    });
    parts.unkept?.(error);
  };

  const tryNow = (item: OutboxItem): MaybePromise<Trying | undefined> => {
    // It may have settled, or have been replaced, since it got into its line.
    if (stopped || agenda.get(item.id) !== item) return undefined;
    if (parts.isHeld?.(item) === true) {
      held.push(item);
      return undefined;
    }
    const isLate = parts.isTooOld?.(item) === true;
    return isLate ? { item, outcome: { kind: 'expired' } } : attempt(item, clock.now(), trying);
  };

  /** Waits until it is known what a try came to. */
  const triedOut = async (first: MaybePromise<Trying>): Promise<Tried> => {
    let trying = await first;
    while ('answer' in trying) trying = await trying.goOn(await answered(trying.answer, patience));
    return trying;
  };

  /** What only means something now: tried at once, in no line, and never again. */
  const tryOnce = async (item: OutboxItem): Promise<void> => {
    try {
      const tried: Tried =
        parts.isHeld?.(item) === true
          ? { item, outcome: { kind: 'refused', reason: 'the bot is paused' } }
          : await triedOut(attempt(item, clock.now(), trying));
      const outcome = onlyTried(tried);
      parts.settled(item, outcome);
      const entry = settledEntry(item, outcome, clock.now());
      if (entry === undefined) return;
      await store.accept([entry], clock.now());
      parts.post(entry);
    } catch (error) {
      failed(item, error);
    }
  };

  const queues = createQueues({
    clock,
    budgets,
    lineOf: createLineOf(parts.adapters, factsFor),
    patience,
    attempt: tryNow,
    follow: afterTry.follow,
    failed,
    onQuiet: parts.onQuiet,
  });

  const add = (items: readonly OutboxItem[]): void => {
    const isAlone = items.length === 1;
    // All of them first: one may wait for another that stands behind it.
    if (!isAlone) for (const item of items) if (!isOnce(item)) agenda.set(item);
    for (const item of items) {
      if (isOnce(item)) {
        if (!stopped) queues.beside(() => tryOnce(item));
      } else if (isAlone || agenda.get(item.id) === item) {
        // Unless what came of one before it has changed it.
        agenda.schedule(item);
      }
    }
  };

  return {
    open: () => budgets.open(clock.now()),
    async resume(items) {
      await forgetKept(store, clock.now());
      add(items.map(lookedAtAnew));
      for (const item of items) if (item.assisted === true) await afterTry.handOver(item, '');
    },
    add,
    busy: queues.busy,
    release() {
      const items = held;
      held = [];
      if (stopped) return;
      for (const item of items) if (agenda.get(item.id) === item) queues.add(item);
    },
    reached(community, person) {
      if (!agenda.hasParked()) return;
      const whole = person === undefined ? undefined : personDestination(community, person);
      for (const item of agenda.parked(whole)) {
        if (item.community === community) agenda.schedule(afterFirstWord(item));
      }
    },
    conclude(id, outcome) {
      const item = agenda.get(id);
      if (item?.assisted !== true) return;
      queues.beside(() => afterTry.conclude(id, outcome).catch((error) => failed(item, error)));
    },
    counts(community) {
      return countOf(agenda.all(), community, (item) => parts.isTooOld?.(item) === true);
    },
    async forget(ids) {
      for (const id of ids) agenda.remove(id);
      await queues.whenBack(ids);
    },
    async stop(limit) {
      stopped = true;
      end();
      agenda.stop();
      queues.stop();
      await inTime(queues.rest(), limit, clock);
      // What has still not answered is as lost as in a crash, and is resolved in the same way.
      patience.stop();
      try {
        await budgets.close(clock.now());
      } catch (error) {
        parts.log.error(`How much was sent lately could not be kept: ${messageOf(error)}`);
      }
    },
  };
}
