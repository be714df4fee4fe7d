import { type By, comeIn } from './membership.js';
import { type Done, done, type Refused, refuse } from './refusal.js';
import { mayManage } from './rights.js';
import type { Scenery } from './world-change.js';
import { accountIn, chatKey, groupIn, roleIn, type WorldGroup } from './world-state.js';

/** It was done, and this is the link. */
export interface Linked extends Done {
  readonly link: string;
}

/** How people come into groups by themselves: by links, and by asking. */
export interface Joining {
  /** The invite link of a group: for its admins. */
  linkOf(group: string, options?: By): Linked | Refused;
  /** Makes a new invite link; the old one no longer works. */
  resetLink(group: string, options?: By): Linked | Refused;
  /** Comes in by a link; where an admin has to approve, asks to be let in. */
  useLink(account: string, link: string): Done | Refused;
  /** Takes back that they asked to be let in. */
  withdraw(account: string, group: string): Done | Refused;
  /** Lets somebody in who has asked. */
  approve(account: string, group: string, options?: By): Done | Refused;
  /** Does not let somebody in who has asked. */
  decline(account: string, group: string, options?: By): Done | Refused;
}

/** The link number `count` of a group. It leads nowhere outside of this messenger. */
export function linkTo(group: string, count: number): string {
  return `https://join.playground.example/${encodeURIComponent(group)}/${count}`;
}

function nextLink(group: WorldGroup): string {
  const count = Number(group.link.split('/').at(-1));
  return linkTo(group.id, count + 1);
}

function mayNot(group: WorldGroup, { by }: By): Refused | undefined {
  return by === undefined ? undefined : mayManage(group, by);
}

function reset(scenery: Scenery, group: WorldGroup, by: By): Linked | Refused {
  const no = mayNot(group, by);
  if (no !== undefined) return no;
  const link = nextLink(group);
  scenery.state.groups.set(group.id, { ...group, link });
  scenery.tell({ kind: 'settings', group: group.id, changed: { linkReset: true }, ...by });
  return { ok: true, link };
}

function knock({ state, tell }: Scenery, account: string, group: WorldGroup): Done {
  if (group.requests.includes(account)) return done;
  state.groups.set(group.id, { ...group, requests: [...group.requests, account] });
  const key = chatKey(account, { id: group.id, direct: false });
  state.asked.set(key, (state.asked.get(key) ?? 0) + 1);
  tell({ kind: 'requested', group: group.id, member: account });
  return done;
}

/** Takes a request off the list; undefined where there is none, or where it is not theirs to answer. */
function answered(
  { state }: Scenery,
  account: string,
  group: WorldGroup,
  by: By,
): Refused | WorldGroup {
  const no = mayNot(group, by);
  if (no !== undefined) return no;
  if (!group.requests.includes(account)) return refuse('no-such-request');
  const requests = group.requests.filter((one) => one !== account);
  const rest = { ...group, requests };
  state.groups.set(group.id, rest);
  return rest;
}

/** The acts around coming in, over one world. */
export function joining(scenery: Scenery): Joining {
  const { state, tell } = scenery;
  return {
    linkOf(id, by = {}) {
      const group = groupIn(state, id);
      return mayNot(group, by) ?? { ok: true, link: group.link };
    },
    resetLink: (id, by = {}) => reset(scenery, groupIn(state, id), by),
    useLink(account, link) {
      const { id } = accountIn(state, account);
      const group = [...state.groups.values()].find((one) => one.link === link);
      if (group === undefined) return refuse('no-such-link');
      if (roleIn(group, id) !== undefined) return refuse('already-a-member');
      return group.approval ? knock(scenery, id, group) : comeIn(scenery, id, group, {});
    },
    withdraw(account, id) {
      const group = answered(scenery, account, groupIn(state, id), {});
      if ('ok' in group) return group;
      tell({ kind: 'withdrew', group: id, member: account });
      return done;
    },
    approve(account, id, by = {}) {
      const group = answered(scenery, account, groupIn(state, id), by);
      return 'ok' in group ? group : comeIn(scenery, account, group, by);
    },
    decline(account, id, by = {}) {
      const group = answered(scenery, account, groupIn(state, id), by);
      if ('ok' in group) return group;
      tell({ kind: 'declined', group: id, member: account, ...by });
      return done;
    },
  };
}
