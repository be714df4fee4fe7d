import { withStanding } from './messaging.js';
import { type Done, done, type Refused } from './refusal.js';
import { mayPin } from './rights.js';
import type { Scenery } from './world-change.js';
import type { WorldMessage, WorldState } from './world-state.js';

/** Keeping messages at the top of their chat: in groups, for admins. */
export interface Pins {
  pin(account: string, message: string): Done | Refused;
  unpin(account: string, message: string): Done | Refused;
}

function pinnedIn(state: WorldState, { chat }: WorldMessage): readonly string[] {
  const { id, direct } = chat;
  return (direct ? state.pinned.get(id) : state.groups.get(id)?.pinned) ?? [];
}

function setPinned(state: WorldState, { chat }: WorldMessage, pinned: readonly string[]): void {
  if (chat.direct) state.pinned.set(chat.id, pinned);
  const group = chat.direct ? undefined : state.groups.get(chat.id);
  if (group !== undefined) state.groups.set(group.id, { ...group, pinned });
}

function change(
  { state, tell }: Scenery,
  account: string,
  message: WorldMessage,
  pinned: boolean,
): Done | Refused {
  const no = mayPin(state, account, message.chat);
  if (no !== undefined) return no;
  const before = pinnedIn(state, message);
  if (before.includes(message.id) === pinned) return done;
  const others = before.filter((one) => one !== message.id);
  setPinned(state, message, pinned ? [message.id, ...others] : others);
  tell({ kind: 'pinned', message, by: account, pinned });
  return done;
}

/** The acts around pinned messages, over one world. */
export function pins(scenery: Scenery): Pins {
  return {
    pin: (account, id) =>
      withStanding(scenery, id, (message) => change(scenery, account, message, true)),
    unpin: (account, id) =>
      withStanding(scenery, id, (message) => change(scenery, account, message, false)),
  };
}
