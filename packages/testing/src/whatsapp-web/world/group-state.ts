import type { Addressing } from '../wire/jid.js';
import type { Account } from './account.js';

/** What a member may do; the one who made a group is `superadmin`. */
export type Rank = 'superadmin' | 'admin' | 'member';

/** How somebody came to ask for membership. */
export type RequestMethod = 'invite_link' | 'linked_group_join' | 'non_admin_add';

/** Somebody waiting to be let in. */
interface JoinRequest {
  readonly method: RequestMethod;
  /** ms UTC. */
  readonly at: number;
}

/** An invitation to one person whose privacy settings forbid adding them. */
interface PersonalInvite {
  readonly code: string;
  readonly by: Account;
  /** ms UTC. */
  readonly expires: number;
}

/** What admins set for a group. */
export interface GroupSettings {
  /** Only admins can send. */
  readonly announce: boolean;
  /** Only admins can change the group's information. */
  readonly locked: boolean;
  /** After how many seconds messages disappear; 0 for never. */
  readonly ephemeral: number;
  /** Who can add others. */
  readonly memberAddMode: 'admin_add' | 'all_member_add';
  /** Who comes by the link waits for an admin. */
  readonly joinApproval: boolean;
}

/** The description of a group, with the id that the next one names as its predecessor. */
export interface GroupDescription {
  readonly id: string;
  readonly body: string;
  readonly by: Account;
  /** ms UTC. */
  readonly at: number;
}

/** A group as the server keeps it; a community is a group that others are linked to. */
export interface GroupState {
  /** `...@g.us` */
  readonly id: string;
  readonly kind: 'group' | 'community' | 'announcements';
  readonly addressing: Addressing;
  readonly createdBy: Account;
  /** ms UTC. */
  readonly createdAt: number;
  readonly ranks: Map<Account, Rank>;
  readonly requests: Map<Account, JoinRequest>;
  readonly personalInvites: Map<Account, PersonalInvite>;
  /** Who left by themselves: they cannot be added again at once (408). */
  readonly haveLeft: Set<Account>;
  /** Codes that were valid once. */
  readonly revokedCodes: Set<string>;
  parent: GroupState | undefined;
  subject: string;
  subjectBy: Account;
  subjectAt: number;
  description: GroupDescription | undefined;
  settings: GroupSettings;
  inviteCode: string;
}

/** Whether this person is in the group. */
export function isMember(group: GroupState, who: Account): boolean {
  return group.ranks.has(who);
}

/** Whether this person is an admin of the group. */
export function isAdmin(group: GroupState, who: Account): boolean {
  const rank = group.ranks.get(who);
  return rank === 'admin' || rank === 'superadmin';
}

/** The admins of a group. */
export function adminsOf(group: GroupState): readonly Account[] {
  return [...group.ranks.keys()].filter((who) => isAdmin(group, who));
}

/** The groups linked to this community. */
export function linkedTo(community: GroupState, groups: Iterable<GroupState>): GroupState[] {
  return [...groups].filter(({ parent }) => parent === community);
}
