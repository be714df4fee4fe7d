import { randomUUID } from 'node:crypto';
import type { Cancel, Clock } from '../clock.js';
import { KapwaError, messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import { fencedStore } from './fenced-store.js';
import { KIT_LEASE, type Lease, type Store } from './store.js';
import { takenOver } from './taken-over.js';

/**
 * So long after its holder was last heard of nobody else may have a store, ms, unless the store says
 * otherwise. One that lives in one process frees it at once when that process ends; this is for a kit
 * that hangs.
 */
const LEASE_FOR = 5 * 60_000;

/** A holder that is well renews it so often in that time: one that comes late once still has it. */
const RENEWALS = 3;

/** What one kit holds on its store, so that no two kits handle the same. */
export interface KitLease {
  /** The store, in which nothing can be changed any more once somebody else has taken it over. */
  readonly store: Store;
  /** How often the lease has changed hands, this kit included; 0 without one. */
  readonly epoch: number;
  /** Takes the lease and holds on to it. Raises `store.in-use` while another kit has it. */
  take(): Promise<void>;
  /** False from when, by this kit's own clock, somebody else may have taken over: nothing may leave. */
  isCurrent(): boolean;
  /** Gives it back, so that the next kit need not wait. */
  release(): Promise<void>;
}

/** What holding a lease needs. */
export interface KitLeaseParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** It is current again after a while in which it was not. */
  current(): void;
  /** Another kit has taken over. */
  lost(error: KapwaError): void;
}

function inUse(leaseFor: number): KapwaError {
  return new KapwaError(
    'store.in-use',
    `Another kit works on this store. Stop it first, or give this one a store of its own. One that was killed on another machine holds it for ${leaseFor / 1_000} seconds at most.`,
  );
}

/** What a kit rests on that has no lease, or has given it back: nothing. */
const NO_LEASE: Lease = { name: KIT_LEASE, epoch: -1, until: 0 };

/** A store that only this kit can have: nothing has to be held. */
export function soleLease(store: Store): KitLease {
  return {
    store,
    epoch: 0,
    take: () => Promise.resolve(),
    isCurrent: () => true,
    release: () => Promise.resolve(),
  };
}

/** Makes the lease of one kit on a store that others may be given, too. */
export function createKitLease({ store, clock, log, current, lost }: KitLeaseParts): KitLease {
  const holder = randomUUID();
  const { leaseFor = LEASE_FOR } = store.shared ?? {};
  let lease: Lease | undefined;
  /** When it ends unless it is renewed, by the clock's `elapsed`. */
  let end = 0;
  let cancel: Cancel | undefined;

  /**
   * Both clocks have to agree: the time of day may have been set back, and a machine that slept has
   * not counted what else went by.
   */
  const isCurrent = (): boolean =>
    lease !== undefined && clock.elapsed() < end && clock.now() < lease.until;

  const ask = async (): Promise<Lease | undefined> => {
    const until = clock.elapsed() + leaseFor;
    const given = await store.lease(KIT_LEASE, holder, leaseFor, clock.now());
    if (given !== undefined) end = until;
    return given;
  };

  const arm = (): void => {
    cancel = clock.after(leaseFor / RENEWALS, () => void holdOn());
  };

  const holdOn = async (): Promise<void> => {
    const before = lease;
    if (before === undefined) return;
    const wasCurrent = isCurrent();
    try {
      const next = await ask();
      if (lease !== before) return;
      // Where it has changed hands since, somebody else had it in between: what is known here is old.
      if (next?.epoch !== before.epoch) {
        lost(takenOver());
        if (next !== undefined) await store.release(next);
        return;
      }
      lease = next;
      if (!wasCurrent) current();
    } catch (error) {
      // A store that is down is told of where something was to be stored.
      log.warn(`The lease on the store could not be renewed: ${messageOf(error)}`);
    }
    arm();
  };

  return {
    store: fencedStore(store, () => lease ?? NO_LEASE),
    get epoch() {
      return lease?.epoch ?? 0;
    },
    isCurrent,
    async take() {
      lease = await ask();
      if (lease === undefined) throw inUse(leaseFor);
      arm();
    },
    async release() {
      cancel?.();
      const held = lease;
      lease = undefined;
      if (held !== undefined) await store.release(held);
    },
  };
}
