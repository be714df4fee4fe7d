import type { Clock } from '../clock.js';
import { KapwaError } from '../errors.js';
import { inTime } from '../in-time.js';
import type { Receipt } from '../kit.js';

/** Tells those who handed an event over how far it has come. */
export interface Receipts {
  /** The receipt for an event; `accept` takes it in and answers whether it is new. */
  give(id: string, claimed: boolean, accept: () => Promise<boolean>): Receipt;
  /** An entry has been handled; `committed` says whether what it led to is kept. */
  handled(id: string, committed: boolean): void;
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

const notKept = (): KapwaError =>
  new KapwaError(
    'store.failed',
    'What an event led to could not be saved; it is handled again at the next start.',
  );

const nothing = (): void => undefined;

/** Makes the receipts of one kit. The same event may be handed over many times at once. */
export function createReceipts(clock: Clock): Receipts {
  const waiting = new Map<string, Set<Waiter>>();

  const wait = (id: string): { done: Promise<void>; forget(): void } => {
    const same = waiting.get(id) ?? new Set();
    waiting.set(id, same);
    let waiter: Waiter | undefined;
    const done = new Promise<void>((resolve, reject) => {
      waiter = { resolve, reject };
      same.add(waiter);
    });
    const forget = (): void => {
      if (waiter !== undefined) same.delete(waiter);
      if (same.size === 0 && waiting.get(id) === same) waiting.delete(id);
    };
    return { done, forget };
  };

  return {
    give(id, claimed, accept) {
      const { done, forget } = wait(id);
      const accepted = accept();
      const settled = accepted.then((fresh) => (fresh ? done : undefined)).finally(forget);
      // A host that awaits one of them must not be ended by the other.
      for (const promise of [accepted, settled, done]) promise.catch(nothing);
      return { claimed, accepted, settled, within: (limit) => inTime(settled, limit, clock) };
    },
    handled(id, committed) {
      const waiters = waiting.size === 0 ? undefined : waiting.get(id);
      if (waiters === undefined) return;
      waiting.delete(id);
      for (const { resolve, reject } of waiters) committed ? resolve() : reject(notKept());
    },
  };
}
