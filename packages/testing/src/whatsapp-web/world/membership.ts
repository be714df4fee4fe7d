import { randomBytes } from 'node:crypto';
import type { Account } from './account.js';
import { type GroupState, isAdmin, isMember } from './group-state.js';
import type { GroupWorld } from './group-world.js';

/** What became of one person a command named; no `error` when it worked. */
export interface PersonOutcome {
  readonly who: Account;
  readonly error?: number;
  /** With 403 on adding: the invitation they can be sent instead. */
  readonly invite?: { readonly code: string; readonly expires: number };
}

/** An invitation to one person lasts three days. */
const INVITE_MS = 3 * 24 * 60 * 60 * 1000;

/**
 * Lets people in, and into the community and its announcement group too.
 *
 * Those who were there are told who came; those who came are told of the group
 * (whatsmeow, notification.go and group.go: `create` is read as JoinedGroup).
 */
export function letIn(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  who: readonly Account[],
  reason?: 'invite' | 'linked_group_join',
): void {
  const fresh = who.filter((person) => !isMember(group, person));
  if (fresh.length === 0) return;
  for (const person of fresh) {
    group.ranks.set(person, 'member');
    group.requests.delete(person);
    group.personalInvites.delete(person);
    group.haveLeft.delete(person);
  }
  const isFresh = new Set(fresh);
  const told = [...group.ranks.keys()].filter((person) => !isFresh.has(person));
  world.tell(group, by, { kind: 'added', who: fresh, ...(reason && { reason }) }, told);
  world.tell(group, by, { kind: 'joined', ...(reason && { reason }) }, fresh);
  if (group.parent) letIn(world, group.parent, by, fresh, 'linked_group_join');
  const announcements = group.kind === 'community' && world.announcementsOf(group);
  if (announcements) letIn(world, announcements, by, fresh, 'linked_group_join');
}

/** Takes people out of one group. */
export function takeOut(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  who: readonly Account[],
): void {
  const present = who.filter((person) => group.ranks.delete(person));
  if (present.length > 0) world.tell(group, by, { kind: 'removed', who: present });
}

/** Takes people out of a community: out of it and out of every group linked to it. */
export function takeOutEverywhere(
  world: GroupWorld,
  community: GroupState,
  by: Account,
  who: readonly Account[],
): void {
  for (const group of [...world.linked(community), community]) takeOut(world, group, by, who);
}

function inviteInstead(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  who: Account,
): PersonOutcome {
  const code = randomBytes(12).toString('base64url');
  const expires = world.clock.now() + INVITE_MS;
  group.personalInvites.set(who, { code, by, expires });
  return { who, error: 403, invite: { code, expires } };
}

/**
 * Adds people one by one.
 *
 * 403 with an invitation: privacy settings forbid it (reported with its `AddRequest` in
 * devlikeapro/waha issue 2002); 409: is in the group already; 408: has left it lately
 * (open-wa/wa-automate-nodejs issue 1497, wppconnect issue 2152).
 */
export function add(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  who: readonly Account[],
): readonly PersonOutcome[] {
  const outcomes = who.map((person): PersonOutcome => {
    if (isMember(group, person)) return { who: person, error: 409 };
    if (person.refusesBeingAdded) return inviteInstead(world, group, by, person);
    return group.haveLeft.has(person) ? { who: person, error: 408 } : { who: person };
  });
  const welcome = outcomes.filter(({ error }) => error === undefined).map((one) => one.who);
  if (group.settings.joinApproval && !isAdmin(group, by)) {
    request(world, group, by, welcome, 'non_admin_add');
  } else letIn(world, group, by, welcome);
  return outcomes;
}

/** Somebody asks, or some are proposed, for membership. */
export function request(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  who: readonly Account[],
  method: 'invite_link' | 'linked_group_join' | 'non_admin_add',
): void {
  if (who.length === 0) return;
  for (const person of who) group.requests.set(person, { method, at: world.clock.now() });
  world.tell(group, by, { kind: 'requested', who, method });
}

/** Changes the rank of people; who is not in the group is answered 404. */
export function rank(
  world: GroupWorld,
  group: GroupState,
  by: Account,
  who: readonly Account[],
  to: 'admin' | 'member',
): readonly PersonOutcome[] {
  const outcomes = who.map((person): PersonOutcome => {
    const now = group.ranks.get(person);
    if (now === undefined) return { who: person, error: 404 };
    return now === 'superadmin' ? { who: person, error: 406 } : { who: person };
  });
  const changed = outcomes
    .filter(({ who: person, error }) => error === undefined && group.ranks.get(person) !== to)
    .map((one) => one.who);
  for (const person of changed) group.ranks.set(person, to);
  if (changed.length === 0) return outcomes;
  world.tell(group, by, { kind: to === 'admin' ? 'promoted' : 'demoted', who: changed });
  // The admins of a community are the admins of its announcement group.
  const announcements = group.kind === 'community' && world.announcementsOf(group);
  if (announcements) rank(world, announcements, by, changed, to);
  return outcomes;
}
