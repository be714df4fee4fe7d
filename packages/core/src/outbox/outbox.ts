import type { Priority } from '../actions/action.js';
import { type Outcome, succeeded } from '../actions/outcome.js';
import type { Clock } from '../clock.js';
import type { Logger } from '../logger.js';
import type { InboxEntry, OutboxItem, Store } from '../store/store.js';
import { type AttemptParts, attempt, type Tried } from './attempt.js';

const priorities: readonly Priority[] = ['urgent', 'reply', 'notice', 'bulk'];

/** A try is given up after this many. */
const MOST_ATTEMPTS = 8;

/** Longest wait between two tries, ms. */
const LONGEST_WAIT = 15 * 60_000;

/** What an outbox runs on. */
export interface OutboxParts extends AttemptParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  random(): number;
  /** Takes up the event that carries an outcome back. */
  post(entry: InboxEntry): void;
  settled(item: OutboxItem, outcome: Outcome): void;
  onQuiet(): void;
}

/** Carries actions out: in order per destination and priority, destinations side by side. */
export interface Outbox {
  add(items: readonly OutboxItem[]): void;
  /** Actions that go out now or are ready to. */
  readonly busy: number;
  /** Begins nothing more; resolves when what is going out has settled. */
  stop(): Promise<void>;
}

function rank(item: OutboxItem): number {
  return priorities.indexOf(item.options.priority ?? 'reply');
}

/** Full jitter: anywhere between nothing and a wait that doubles with every try. */
function waitBefore(item: OutboxItem, random: number): number {
  return Math.round(random * Math.min(LONGEST_WAIT, 1_000 * 2 ** item.attempt));
}

function settledEntry(item: OutboxItem, outcome: Outcome, at: number): InboxEntry | undefined {
  const { onSettled } = item.options;
  if (onSettled === undefined) return undefined;
  const id = `settled:${item.id}`;
  return {
    id,
    lane: item.lane,
    place: item.place,
    attempt: 0,
    event: {
      kind: 'action.settled',
      id,
      at,
      adapter: item.adapter,
      community: item.community,
      plugin: item.plugin,
      action: item.id,
      outcome,
      step: onSettled.step,
      data: onSettled.data,
    },
  };
}

/** Makes the outbox of one kit. It starts at `add`, without polling. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store, clock } = parts;
  const queues = new Map<string, OutboxItem[]>();
  const pending = new Map<string, OutboxItem>();
  const running = new Set<Promise<void>>();
  const later = new Map<string, () => void>();
  let busy = 0;
  let stopped = false;

  const dependentsOf = (item: OutboxItem, outcome: Outcome): OutboxItem[] =>
    [...pending.values()]
      .filter((other) => other.options.after?.includes(item.id))
      .map((other) => ({
        ...other,
        options: {
          ...other.options,
          after: (other.options.after ?? []).filter((id) => id !== item.id),
        },
        ...(succeeded(outcome) ? {} : { blocked: 'what it was to come after did not happen' }),
      }));

  const settle = async (item: OutboxItem, outcome: Outcome): Promise<void> => {
    const at = clock.now();
    const post = settledEntry(item, outcome, at);
    const dependents = dependentsOf(item, outcome);
    await store.settle({ item, outcome, at, dependents, ...(post === undefined ? {} : { post }) });
    pending.delete(item.id);
    parts.settled(item, outcome);
    if (post !== undefined) parts.post(post);
    for (const dependent of dependents) schedule(dependent);
  };

  const tryAgain = async (
    item: OutboxItem,
    again: { reason: string; after?: number },
  ): Promise<void> => {
    const next = { ...item, attempt: item.attempt + 1 };
    if (next.attempt >= MOST_ATTEMPTS) {
      await settle(item, {
        kind: 'refused',
        reason: `given up after ${MOST_ATTEMPTS} tries: ${again.reason}`,
      });
      return;
    }
    const wait = again.after ?? waitBefore(next, parts.random());
    const waiting = { ...next, options: { ...next.options, notBefore: clock.now() + wait } };
    await store.mark(waiting);
    schedule(waiting);
  };

  const send = async (item: OutboxItem): Promise<void> => {
    let tried: Tried;
    try {
      tried = await attempt(item, parts);
      if ('outcome' in tried) await settle(item, tried.outcome);
      else await tryAgain(item, tried.again);
    } catch (error) {
      parts.log.error('An action could not be carried out; it is tried again at the next start.', {
        action: item.action.kind,
        plugin: item.plugin,
        error: error instanceof Error ? error.message : String(error),
      });
    }
  };

  const drain = async (destination: string, queue: OutboxItem[]): Promise<void> => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      if (!stopped) await send(item);
      busy -= 1;
    }
    queues.delete(destination);
  };

  const ready = (item: OutboxItem): void => {
    busy += 1;
    const queue = queues.get(item.destination);
    if (queue !== undefined) {
      const before = queue.findIndex((other) => rank(other) > rank(item));
      queue.splice(before === -1 ? queue.length : before, 0, item);
      return;
    }
    const fresh = [item];
    queues.set(item.destination, fresh);
    const work = drain(item.destination, fresh).finally(() => {
      running.delete(work);
      if (busy === 0) parts.onQuiet();
    });
    running.add(work);
  };

  const schedule = (item: OutboxItem): void => {
    pending.set(item.id, item);
    const waits = item.options.after?.some((id) => pending.has(id)) === true;
    if (stopped || (waits && item.blocked === undefined)) return;
    const { notBefore } = item.options;
    if (notBefore === undefined || notBefore <= clock.now()) {
      ready(item);
      return;
    }
    const cancel = clock.at(notBefore, () => {
      later.delete(item.id);
      if (!stopped) ready(item);
    });
    later.set(item.id, cancel);
  };

  return {
    add(items) {
      for (const item of items) pending.set(item.id, item);
      for (const item of items) schedule(item);
    },
    get busy() {
      return busy;
    },
    async stop() {
      stopped = true;
      for (const cancel of later.values()) cancel();
      later.clear();
      await Promise.all(running);
    },
  };
}
