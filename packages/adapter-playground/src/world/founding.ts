import type { PlatformRole, WhoMay } from '@kapwa/core';
import { KapwaError } from '@kapwa/core';
import { linkTo } from './joining.js';
import type { Scenery } from './world-change.js';
import {
  accountIn,
  chatKey,
  type WorldGroup,
  type WorldMember,
  type WorldState,
} from './world-state.js';

/** A group to put into a world. */
export interface NewGroup {
  readonly id: string;
  /** The id unless given. */
  readonly title?: string;
  readonly description?: string;
  /** `everyone` unless given. */
  readonly posting?: WhoMay;
  /** Who may change its title and description; `admins` unless given. */
  readonly editing?: WhoMay;
  /** Who may bring others in; `admins` unless given. */
  readonly adding?: WhoMay;
  /** Whether an admin has to let people in who come by link; not unless given. */
  readonly approval?: boolean;
  /** Whether it is under the community of this messenger; it is unless given. */
  readonly linked?: boolean;
  /** Who is in it from the beginning: a bare id is a plain member. The bot is in it anyway. */
  readonly members?: readonly (string | WorldMember)[];
  /** The bot's own role; `admin` unless given, `absent` to leave it out. */
  readonly bot?: PlatformRole | 'absent';
}

/** A group that somebody makes on their phone. */
export interface FoundedGroup {
  readonly title: string;
  readonly description?: string;
  /** Who is asked in from the beginning, besides the one who makes it. */
  readonly members?: readonly string[];
}

/** Making groups. */
export interface Founding {
  /** Makes a group on somebody's phone: they own it, and it is in no community yet. */
  createGroup(founder: string, group: FoundedGroup): WorldGroup;
}

function membersOf(state: WorldState, { members = [], bot = 'admin' }: NewGroup): WorldMember[] {
  const people = members.map((member): WorldMember => {
    const { account, role } =
      typeof member === 'string' ? { account: member, role: 'member' as const } : member;
    return { account: accountIn(state, account).id, role };
  });
  return bot === 'absent' ? people : [...people, { account: state.bot.id, role: bot }];
}

/** Puts a group into a world. Throws where there is one of that id already. */
export function putGroup(state: WorldState, group: NewGroup): WorldGroup {
  if (state.groups.has(group.id)) {
    throw new KapwaError(
      'adapter.invalid',
      `playground: there is a group "${group.id}" already. Give every group an id of its own.`,
    );
  }
  const added: WorldGroup = {
    id: group.id,
    title: group.title ?? group.id,
    description: group.description ?? '',
    posting: group.posting ?? 'everyone',
    editing: group.editing ?? 'admins',
    adding: group.adding ?? 'admins',
    disappearing: 0,
    approval: group.approval ?? false,
    link: linkTo(group.id, 1),
    linked: group.linked ?? true,
    members: membersOf(state, group),
    requests: [],
    pinned: [],
  };
  state.groups.set(added.id, added);
  for (const { account } of added.members) {
    state.stays.set(chatKey(account, { id: added.id, direct: false }), [
      { from: state.messages.size },
    ]);
  }
  return added;
}

function freeId(state: WorldState): string {
  let count = state.groups.size + 1;
  while (state.groups.has(`g${count}`)) count += 1;
  return `g${count}`;
}

/** The acts around making groups, over one world. */
export function founding({ state, tell }: Scenery): Founding {
  return {
    createGroup(founder, { title, description, members = [] }) {
      const others = members.filter((member) => member !== founder);
      const group = putGroup(state, {
        id: freeId(state),
        title,
        ...(description === undefined ? {} : { description }),
        linked: false,
        members: [{ account: accountIn(state, founder).id, role: 'owner' }, ...others],
        bot: 'absent',
      });
      tell({ kind: 'created', group: group.id, by: founder });
      return group;
    },
  };
}
