import type { AccountMoved, AccountRef, PlatformEvent } from '@kapwa/core';
import type { Renumbered } from './read.js';

/** Changes of numbers that groups told of, until it is known which number is the new one. */
export interface RenumberedMembers {
  add(changes: readonly Renumbered[]): void;
  /**
   * The events with those changes, in the place of the report that shows who is in the group now:
   * the group is asked once more, so that the kit has seen to the change before it hears of members.
   */
  withMoves(events: readonly PlatformEvent[]): {
    readonly events: readonly PlatformEvent[];
    readonly again: readonly string[];
  };
}

function idsOf({ id, aliases = [] }: AccountRef): readonly string[] {
  return [id, ...aliases];
}

/** The member of a report who has one of these ids. */
function memberIn(members: readonly AccountRef[], account: AccountRef): AccountRef | undefined {
  return members.find((one) => idsOf(one).some((id) => idsOf(account).includes(id)));
}

/** What a change comes to, once it is seen who is in the group; undefined where that does not tell. */
function moveOf(
  { id, at, accounts: [one, other] }: Renumbered,
  members: readonly AccountRef[],
  adapter: string,
): AccountMoved | undefined {
  const [first, second] = [memberIn(members, one), memberIn(members, other)];
  const to = first ?? second;
  if (to === undefined || (first !== undefined && second !== undefined)) return undefined;
  const account = first === undefined ? one : other;
  // Groups may tell hidden ids only: whatever number was known is the old one.
  return { kind: 'account.moved', id, at, adapter, account, to, numberGone: true };
}

/** Makes an empty list. What a restart comes between is not told: the new number is then a new person. */
export function renumberedMembers(): RenumberedMembers {
  const open = new Map<string, Renumbered[]>();
  return {
    add(changes) {
      for (const change of changes) {
        open.set(change.chat, [...(open.get(change.chat) ?? []), change]);
      }
    },
    withMoves(events) {
      const again: string[] = [];
      if (open.size === 0) return { events, again };
      const all = events.flatMap((event): readonly PlatformEvent[] => {
        if (event.kind !== 'group.reported' || event.members === undefined) return [event];
        const changes = open.get(event.chat.id) ?? [];
        open.delete(event.chat.id);
        const members = event.members.map(({ account }) => account);
        const moves = changes.flatMap((one) => moveOf(one, members, event.adapter) ?? []);
        if (moves.length === 0) return [event];
        again.push(event.chat.id);
        return moves;
      });
      return { events: all, again };
    },
  };
}
