import type { Addressing } from '../wire/jid.js';
import type { Account } from './account.js';
import { type GroupState, isAdmin } from './group-state.js';
import type { GroupWorld } from './group-world.js';
import { add, letIn, type PersonOutcome } from './membership.js';
import { type Refusal, refusal } from './refusal.js';

/** What a new group is to be like. */
export interface GroupPlan {
  readonly by: Account;
  readonly subject: string;
  readonly members: readonly Account[];
  readonly parent?: GroupState | undefined;
  readonly addressing?: Addressing | undefined;
  readonly description?: string | undefined;
}

/**
 * Makes a group, linked to a community if one is named; its admins alone may do that.
 *
 * Who cannot be added is told of in `people` and stays out.
 */
export function foundGroup(
  world: GroupWorld,
  { by, subject, members, parent, addressing = 'lid', description }: GroupPlan,
): Refusal | { readonly group: GroupState; readonly people: readonly PersonOutcome[] } {
  if (parent && (parent.kind !== 'community' || !isAdmin(parent, by))) return refusal(403);
  const group = world.found({
    kind: 'group',
    by,
    subject,
    addressing,
    ...(description !== undefined && { description }),
  });
  // Whoever is in it from the beginning is told of the group, not of each member.
  const quietly: GroupWorld = { ...world, tell() {} };
  const others = members.filter((who) => who !== by);
  const people = add(quietly, group, by, others);
  world.tell(group, by, { kind: 'created' });
  if (parent) {
    group.parent = parent;
    world.tell(group, by, { kind: 'linked', other: parent, as: 'parent_group' });
    letIn(world, parent, by, [...group.ranks.keys()], 'linked_group_join');
  }
  return { group, people };
}

/**
 * Makes a community: the group that others are linked to, and its announcement group, in which
 * only admins write. Who comes by the link waits for an admin.
 */
export function foundCommunity(
  world: GroupWorld,
  { by, subject, description }: Pick<GroupPlan, 'by' | 'subject' | 'description'>,
): GroupState {
  const community = world.found({
    kind: 'community',
    by,
    subject,
    addressing: 'lid',
    joinApproval: true,
    ...(description !== undefined && { description }),
  });
  const announcements = world.found({
    kind: 'announcements',
    by,
    subject,
    addressing: 'lid',
    parent: community,
    announce: true,
  });
  world.tell(community, by, { kind: 'created' });
  world.tell(announcements, by, { kind: 'created' });
  return community;
}
