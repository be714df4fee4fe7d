import type { BinaryNode } from 'baileys';
import { childOf, childrenOf, textOf } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Directory } from '../world/directory.js';
import type { GroupCommand } from '../world/group-command.js';
import type { GroupSettings, GroupState } from '../world/group-state.js';

/** What names in a stanza are looked up in. */
export interface Names {
  readonly directory: Directory;
  readonly groups: ReadonlyMap<string, GroupState>;
  /** For a description that came without an id. */
  readonly newId: string;
}

function peopleIn(asked: BinaryNode, { directory }: Names): readonly Account[] {
  return childrenOf(asked, 'participant').flatMap(({ attrs }) => directory.find(attrs.jid) ?? []);
}

function settingIn(asked: BinaryNode): Partial<GroupSettings> | undefined {
  switch (asked.tag) {
    case 'announcement':
      return { announce: true };
    case 'not_announcement':
      return { announce: false };
    case 'locked':
      return { locked: true };
    case 'unlocked':
      return { locked: false };
    case 'ephemeral':
      return { ephemeral: Number(asked.attrs.expiration) };
    case 'not_ephemeral':
      return { ephemeral: 0 };
    case 'member_add_mode':
      return {
        memberAddMode: textOf(asked) === 'all_member_add' ? 'all_member_add' : 'admin_add',
      };
    case 'membership_approval_mode':
      return { joinApproval: childOf(asked)?.attrs.state === 'on' };
    default:
      return undefined;
  }
}

function linkIn(asked: BinaryNode, { groups }: Names): GroupCommand | undefined {
  const isLink = asked.tag === 'links';
  const holder = isLink ? childOf(asked, 'link') : asked;
  const other = groups.get(childOf(holder, 'group')?.attrs.jid ?? '');
  return other && { do: isLink ? 'link' : 'unlink', other };
}

function requestDecisionIn(asked: BinaryNode, names: Names): GroupCommand | undefined {
  const action = childOf(asked);
  if (action?.tag !== 'approve' && action?.tag !== 'reject') return undefined;
  return { do: action.tag, who: peopleIn(action, names) };
}

/** What a stanza to a group asks for; undefined when it is not known. */
export function readCommand(asked: BinaryNode, names: Names): GroupCommand | undefined {
  const settings = settingIn(asked);
  if (settings) return { do: 'settings', settings };
  switch (asked.tag) {
    case 'add':
    case 'promote':
    case 'demote':
      return { do: asked.tag, who: peopleIn(asked, names) };
    case 'remove': {
      const everywhere = asked.attrs.linked_groups === 'true';
      return { do: 'remove', who: peopleIn(asked, names), everywhere };
    }
    case 'subject':
      return { do: 'subject', subject: textOf(asked) };
    case 'description': {
      const body = childOf(asked, 'body');
      const id = asked.attrs.id ?? names.newId;
      return { do: 'description', id, body: body && textOf(body) };
    }
    case 'invite':
      return { do: 'invite-reset' };
    case 'revoke':
      return { do: 'revoke-invites', who: peopleIn(asked, names) };
    case 'accept':
      return { do: 'accept', code: asked.attrs.code ?? '' };
    case 'membership_requests_action':
      return requestDecisionIn(asked, names);
    case 'links':
    case 'unlink':
      return linkIn(asked, names);
    default:
      return undefined;
  }
}
