import type { Lease } from './store.js';

/** When a lease ended that nobody has any more, ms UTC: long ago. */
const GIVEN_BACK = 0;

/** Who holds which lease. */
export interface Leases {
  take(name: string, holder: string, ms: number, at: number): Lease | undefined;
  release(lease: Lease): void;
  /** Whether a lease is the newest of its name: time alone does not end it, a newer holder does. */
  holds(lease: Lease): boolean;
  /** How often it has changed hands. */
  epochOf(name: string): number;
  /** How often each has changed hands, for writing down. */
  epochs(): readonly { readonly name: string; readonly epoch: number }[];
  /** Counts on from what was written down: whoever held it then holds it no longer. */
  restore(name: string, epoch: number): void;
}

/** Makes an empty list of leases. */
export function createLeases(): Leases {
  const held = new Map<string, { readonly holder: string; readonly lease: Lease }>();
  return {
    take(name, holder, ms, at) {
      const before = held.get(name);
      // Who comes late, but before anybody else, has it still: what they are at need not be refused.
      const isMine = before?.holder === holder && before.lease.until !== GIVEN_BACK;
      if (before !== undefined && before.lease.until > at && !isMine) return undefined;
      const epoch = isMine ? before.lease.epoch : (before?.lease.epoch ?? 0) + 1;
      const lease: Lease = { name, epoch, until: at + ms };
      held.set(name, { holder, lease });
      return lease;
    },
    release(lease) {
      const before = held.get(lease.name);
      if (before?.lease.epoch !== lease.epoch) return;
      // The epoch stays known: who held it before must not pass for the next holder.
      held.set(lease.name, { ...before, lease: { ...lease, until: GIVEN_BACK } });
    },
    holds: ({ name, epoch }) => held.get(name)?.lease.epoch === epoch,
    epochOf: (name) => held.get(name)?.lease.epoch ?? 0,
    epochs: () => [...held].map(([name, { lease }]) => ({ name, epoch: lease.epoch })),
    restore(name, epoch) {
      if ((held.get(name)?.lease.epoch ?? 0) >= epoch) return;
      held.set(name, { holder: '', lease: { name, epoch, until: GIVEN_BACK } });
    },
  };
}
