import type { Cancel, Clock } from '@kapwa/core';
import { ApiError } from './api-error.js';
import type { Json } from './state.js';

/** What happened, with its number. */
export interface QueuedUpdate {
  readonly update_id: number;
  readonly [type: string]: unknown;
}

/** What a bot gets only when it asks for it by name in `allowed_updates`. */
const onlyWhenAsked = ['chat_member', 'message_reaction', 'message_reaction_count'];

/** How long Telegram keeps what nobody fetches, ms. */
const KEPT = 24 * 60 * 60 * 1000;

const TERMINATED =
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running';

interface Poller {
  readonly offset: number;
  readonly limit: number;
  answer(updates: readonly QueuedUpdate[]): void;
  fail(error: ApiError): void;
}

/** Updates on their way to the bot, by long polling; a webhook takes them from the same queue. */
export interface UpdateQueue {
  /** Adds an update where the bot wants this type. */
  tell(type: string, payload: Json): void;
  /** What `getUpdates` answers. `gone` tells when the caller has hung up. */
  poll(params: Json, gone: AbortSignal): Promise<readonly QueuedUpdate[]>;
  allow(types: readonly string[] | undefined): void;
  /** Forgets what waits. */
  drop(): void;
  /** Takes away one that has been delivered. */
  done(update: QueuedUpdate): void;
  waiting(): readonly QueuedUpdate[];
  /** Calls whenever something is added or taken away. */
  onChange(listener: () => void): () => void;
  /** How often updates have been handed out by polling. */
  readonly handedOut: number;
  /** Whether somebody fetches updates, or is about to. */
  readonly isPolled: boolean;
  /** Somebody is about to fetch updates. */
  awaitPoll(): void;
  close(): void;
}

/** Makes an empty queue whose numbers begin somewhere, as Telegram's do. */
export function createUpdateQueue(clock: Clock): UpdateQueue {
  let updates: QueuedUpdate[] = [];
  const times = new Map<number, number>();
  const listeners = new Set<() => void>();
  let next = 731_000_000;
  let allowed: readonly string[] | undefined;
  let poller: Poller | undefined;
  let handedOut = 0;
  let isPolled = false;

  const changed = (): void => {
    for (const listener of [...listeners]) listener();
  };

  const wants = (type: string): boolean =>
    allowed === undefined || allowed.length === 0
      ? !onlyWhenAsked.includes(type)
      : allowed.includes(type);

  const forgetOld = (): void => {
    const oldest = clock.now() - KEPT;
    updates = updates.filter(({ update_id }) => (times.get(update_id) ?? 0) >= oldest);
  };

  const confirm = (offset: number): void => {
    const from = offset < 0 ? (updates.at(offset)?.update_id ?? 0) : offset;
    if (from > 0) updates = updates.filter(({ update_id }) => update_id >= from);
    changed();
  };

  const serve = (): void => {
    if (poller === undefined || updates.length === 0) return;
    const { answer, limit } = poller;
    poller = undefined;
    handedOut += 1;
    answer(updates.slice(0, limit));
    changed();
  };

  return {
    tell(type, payload) {
      if (!wants(type)) return;
      const update = { update_id: next, [type]: payload };
      next += 1;
      updates.push(update);
      times.set(update.update_id, clock.now());
      changed();
      serve();
    },
    poll(params, gone) {
      isPolled = true;
      poller?.fail(new ApiError(409, TERMINATED));
      if (Array.isArray(params.allowed_updates)) allowed = params.allowed_updates;
      forgetOld();
      const offset = Number(params.offset ?? 0);
      confirm(offset);
      const limit = Math.min(100, Math.max(1, Number(params.limit ?? 100)));
      const wait = Math.max(0, Number(params.timeout ?? 0)) * 1000;
      return new Promise((resolve, reject) => {
        let cancel: Cancel = () => undefined;
        const end = (): void => {
          cancel();
          if (poller === mine) poller = undefined;
        };
        const mine: Poller = {
          offset,
          limit,
          answer(found) {
            end();
            resolve(found);
          },
          fail(error) {
            end();
            reject(error);
          },
        };
        poller = mine;
        gone.addEventListener('abort', () => mine.answer([]));
        if (updates.length > 0) serve();
        else if (wait === 0) mine.answer([]);
        else cancel = clock.after(wait, () => mine.answer([]));
      });
    },
    allow(types) {
      if (types !== undefined) allowed = types;
    },
    drop() {
      updates = [];
      changed();
    },
    done({ update_id }) {
      updates = updates.filter((one) => one.update_id !== update_id);
      changed();
    },
    waiting: () => updates,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get handedOut() {
      return handedOut;
    },
    awaitPoll() {
      isPolled = true;
    },
    get isPolled() {
      return isPolled;
    },
    close() {
      isPolled = false;
      poller?.answer([]);
    },
  };
}
