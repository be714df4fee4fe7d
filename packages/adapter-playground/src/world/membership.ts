import type { PlatformRole } from '@kapwa/core';
import { type Done, done, type Refused, refuse } from './refusal.js';
import { mayAdd, mayManage } from './rights.js';
import type { Scenery } from './world-change.js';
import {
  accountIn,
  chatKey,
  groupIn,
  roleIn,
  type WorldChat,
  type WorldGroup,
  type WorldMember,
} from './world-state.js';

/** Who does something to a group; without it the messenger itself does, and asks nobody. */
export interface By {
  readonly by?: string;
}

/** Who is in which group, as what. The bot's account can be named like any other. */
export interface Membership {
  /** Comes in: by link, or added by an admin, or by a member where everyone may add. */
  join(account: string, group: string, options?: By): Done | Refused;
  leave(account: string, group: string): Done | Refused;
  remove(account: string, group: string, options?: By): Done | Refused;
  promote(account: string, group: string, options?: By): Done | Refused;
  demote(account: string, group: string, options?: By): Done | Refused;
  /** Lets somebody read and not write. */
  mute(account: string, group: string, options?: By): Done | Refused;
  unmute(account: string, group: string, options?: By): Done | Refused;
  /** Lets no message of the bot through to a person, or lets them through again. */
  setBlocked(person: string, blocked: boolean): Done;
}

const groupChat = (id: string): WorldChat => ({ id, direct: false });

function mayNot(group: WorldGroup, { by }: By): Refused | undefined {
  return by === undefined ? undefined : mayManage(group, by);
}

/** Puts somebody into a group; a request of theirs is answered by that. */
export function comeIn({ state, tell }: Scenery, account: string, group: WorldGroup, by: By): Done {
  const members: WorldGroup['members'] = [...group.members, { account, role: 'member' }];
  const requests = group.requests.filter((one) => one !== account);
  state.groups.set(group.id, { ...group, members, requests });
  const key = chatKey(account, groupChat(group.id));
  state.stays.set(key, [...(state.stays.get(key) ?? []), { from: state.messages.size }]);
  tell({ kind: 'joined', group: group.id, member: account, ...by });
  return done;
}

function goOut({ state, tell }: Scenery, account: string, group: WorldGroup, by: By): Done {
  const members = group.members.filter((member) => member.account !== account);
  state.groups.set(group.id, { ...group, members });
  const key = chatKey(account, groupChat(group.id));
  const to = state.messages.size;
  const closed = (state.stays.get(key) ?? []).map((stay) => ({
    from: stay.from,
    to: stay.to ?? to,
  }));
  state.stays.set(key, closed);
  tell({ kind: 'left', group: group.id, member: account, ...by });
  return done;
}

function setRole(
  { state, tell }: Scenery,
  account: string,
  group: WorldGroup,
  change: By & { readonly role: PlatformRole },
): Done | Refused {
  const before = roleIn(group, account);
  if (before === undefined) return refuse('not-a-member');
  if (before === 'owner') return refuse('is-the-owner');
  const no = mayNot(group, change);
  const { role } = change;
  if (no !== undefined || before === role) return no ?? done;
  const members = group.members.map((member) =>
    member.account === account ? { account, role } : member,
  );
  state.groups.set(group.id, { ...group, members });
  tell({ kind: 'role', group: group.id, member: account, ...change });
  return done;
}

function setMuted(
  { state, tell }: Scenery,
  account: string,
  group: WorldGroup,
  change: By & { readonly muted: boolean },
): Done | Refused {
  const before = group.members.find((member) => member.account === account);
  if (before === undefined) return refuse('not-a-member');
  const no = mayNot(group, change);
  if (no !== undefined || (before.muted ?? false) === change.muted) return no ?? done;
  if (before.role !== 'member') return refuse('is-an-admin');
  const members = group.members.map((member): WorldMember => {
    if (member.account !== account) return member;
    const { muted: _muted, ...rest } = member;
    return change.muted ? { ...rest, muted: true } : rest;
  });
  state.groups.set(group.id, { ...group, members });
  tell({ kind: 'muted', group: group.id, member: account, ...change });
  return done;
}

function remove(scenery: Scenery, account: string, group: WorldGroup, by: By): Done | Refused {
  const role = roleIn(group, account);
  if (role === undefined) return refuse('not-a-member');
  if (role === 'owner') return refuse('is-the-owner');
  return mayNot(group, by) ?? goOut(scenery, account, group, by);
}

/** The acts around membership, over one world. */
export function membership(scenery: Scenery): Membership {
  const { state, tell } = scenery;
  const group = (id: string): WorldGroup => groupIn(state, id);
  return {
    join(account, id, by = {}) {
      const isIn = roleIn(group(id), accountIn(state, account).id) !== undefined;
      if (isIn) return refuse('already-a-member');
      const no = by.by === undefined ? undefined : mayAdd(group(id), by.by);
      return no ?? comeIn(scenery, account, group(id), by);
    },
    leave(account, id) {
      const isIn = roleIn(group(id), account) !== undefined;
      return isIn ? goOut(scenery, account, group(id), {}) : refuse('not-a-member');
    },
    remove: (account, id, by = {}) => remove(scenery, account, group(id), by),
    promote: (account, id, by = {}) =>
      setRole(scenery, account, group(id), { ...by, role: 'admin' }),
    demote: (account, id, by = {}) =>
      setRole(scenery, account, group(id), { ...by, role: 'member' }),
    mute: (account, id, by = {}) => setMuted(scenery, account, group(id), { ...by, muted: true }),
    unmute: (account, id, by = {}) =>
      setMuted(scenery, account, group(id), { ...by, muted: false }),
    setBlocked(person, blocked) {
      state.people.set(person, { ...accountIn(state, person), blocksBot: blocked });
      tell({ kind: 'blocked', person, blocked });
      return done;
    },
  };
}
