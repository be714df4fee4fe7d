import { holderOf } from '../accept/account-holder.js';
import type {
  AccountRef,
  KapwaEvent,
  MemberLeft,
  MemberMuted,
  RoleChanged,
} from '../events/event.js';
import type { Scene } from '../handle/scene.js';
import { collections, type IdMaker, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Store } from '../store/store.js';
import type { AuditDraft } from './audit-draft.js';

/** Whether somebody did with their own hands, in the messenger, what the audit is about. */
export function actedByHand(event: KapwaEvent): event is RoleChanged | MemberLeft | MemberMuted {
  if (event.kind === 'role.changed') return true;
  if (event.kind === 'member.muted') return event.byBot !== true;
  return event.kind === 'member.left' && event.by !== undefined && event.by.id !== event.member.id;
}

async function personOf(
  { adapter, at }: KapwaEvent,
  account: AccountRef | undefined,
  parts: { readonly store: Pick<Store, 'get'>; readonly ids: IdMaker },
): Promise<string> {
  if (account === undefined) return 'platform';
  return (await holderOf(adapter, account, at, parts)).person;
}

/** What the audit says of a role changed, or a member removed or muted, in the messenger itself. */
export async function notesByHand(
  event: RoleChanged | MemberLeft | MemberMuted,
  { actor, group, community }: Scene,
  parts: { readonly store: Pick<Store, 'get'>; readonly ids: IdMaker },
): Promise<readonly AuditDraft[]> {
  if (actor === undefined || group === undefined) return [];
  const { id: person } = actor.person;
  const about = { person, target: group.key, reason: 'by-hand' };
  const by = await personOf(event, event.by, parts);
  if (event.kind === 'member.left') {
    return [{ what: 'member.remove', by, ...about, result: 'done' }];
  }
  const key = recordKey(community.key, group.key, person);
  const known = (await parts.store.get(collections.memberships, key))?.value;
  if (event.kind === 'member.muted') {
    if (((known as Membership | undefined)?.muted ?? false) === event.muted) return [];
    const what = event.muted ? 'member.mute' : 'member.unmute';
    return [{ what, by, ...about, result: 'done' }];
  }
  const before = (known as Membership | undefined)?.role;
  return before === event.role ? [] : [{ what: 'role.change', by, ...about, result: event.role }];
}
