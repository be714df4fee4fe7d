import type { Account } from './account.js';
import type { GroupSettings, GroupState } from './group-state.js';
import { isAdmin, isMember } from './group-state.js';
import { type Refusal, refusal } from './refusal.js';

/** What can be asked for in a group. */
export type GroupCommand =
  | { readonly do: 'add' | 'promote' | 'demote'; readonly who: readonly Account[] }
  | {
      readonly do: 'remove';
      readonly who: readonly Account[];
      /** Out of every group of the community. */
      readonly everywhere?: boolean;
    }
  | { readonly do: 'approve' | 'reject'; readonly who: readonly Account[] }
  | { readonly do: 'subject'; readonly subject: string }
  | { readonly do: 'description'; readonly id: string; readonly body: string | undefined }
  | { readonly do: 'settings'; readonly settings: Partial<GroupSettings> }
  | { readonly do: 'invite-read' | 'invite-reset' }
  | { readonly do: 'revoke-invites'; readonly who: readonly Account[] }
  | { readonly do: 'leave' | 'join' | 'withdraw' }
  | { readonly do: 'accept'; readonly code: string }
  | { readonly do: 'link' | 'unlink'; readonly other: GroupState };

const ANYBODY: ReadonlySet<GroupCommand['do']> = new Set(['join', 'withdraw', 'accept']);

function isOpenToMembers(group: GroupState, command: GroupCommand): boolean {
  switch (command.do) {
    case 'leave':
      return true;
    case 'add':
      return group.settings.memberAddMode === 'all_member_add';
    case 'subject':
    case 'description':
      return !group.settings.locked;
    default:
      return false;
  }
}

/**
 * Whether this person may do that in the group; the refusal when they may not.
 *
 * Who is not in the group gets 403; for the invite link, who is no admin gets 401
 * (whatsmeow, group.go: GetGroupInviteLink, GetGroupInfo). That a change by somebody who is no
 * admin is answered 403 is taken from clients' reports, not from documentation.
 */
export function refusalFor(
  group: GroupState,
  actor: Account,
  command: GroupCommand,
): Refusal | undefined {
  if (ANYBODY.has(command.do)) return undefined;
  if (!isMember(group, actor)) return refusal(403);
  if (isAdmin(group, actor) || isOpenToMembers(group, command)) return undefined;
  const isAboutLink = command.do === 'invite-read' || command.do === 'invite-reset';
  return refusal(isAboutLink ? 401 : 403);
}
