import type { Lease } from '@kapwa/core';
import type { Call } from './calls.js';
import type { Draft, HeldLease } from './draft.js';
import { isGone, ownProcess } from './own-process.js';

/** When a lease ended that nobody has any more, ms UTC: long ago. */
const GIVEN_BACK = 0;

function keepLease(draft: Draft, held: HeldLease): void {
  draft.leases.set(held.lease.name, held);
  draft.changedLeases.add(held.lease.name);
}

/** Gives a lease to whoever asks, where it is theirs, over, or of a process that is gone. */
export function leasing(
  name: string,
  holder: string,
  ms: number,
  at: number,
): Call<Lease | undefined> {
  return {
    needs: { leases: [name], givesLease: true },
    make(draft) {
      const before = draft.leases.get(name);
      // Who comes late, but before anybody else, has it still.
      const isMine = before?.holder === holder && before.lease.until !== GIVEN_BACK;
      const isOver =
        before === undefined || before.lease.until <= draft.now || isGone(before.process);
      if (!isMine && !isOver) return undefined;
      const epoch = isMine ? before.lease.epoch : (before?.lease.epoch ?? 0) + 1;
      // The server's clock decides when others may have it, the holder's own until when it acts by it.
      keepLease(draft, {
        ...{ holder, process: ownProcess },
        lease: { name, epoch, until: draft.now + ms },
      });
      return { name, epoch, until: at + ms };
    },
  };
}

/** Gives a lease back. */
export function releasing(lease: Lease): Call<void> {
  return {
    needs: { leases: [lease.name] },
    make(draft) {
      const before = draft.leases.get(lease.name);
      if (before?.lease.epoch !== lease.epoch) return;
      // The epoch stays known: who held it before must not pass for the next holder.
      keepLease(draft, { ...before, lease: { ...lease, until: GIVEN_BACK } });
    },
  };
}
