import type { ChatRef } from '@kapwa/core';
import { accountOfParticipant, type Contacts } from './accounts.js';
import type { Read } from './decode-message.js';
import { groupSchema, participantSchema, type WireGroup } from './wire.js';

/** Whether a group is closed, by the type of a report about its status. */
const standings: Readonly<Record<string, boolean>> = {
  group_suspend: true,
  group_suspend_cleared: false,
};

/** Somebody who came or went; WhatsApp gives these no id, so one is made of what stays the same. */
function decodeParticipant(
  kind: 'member.joined' | 'member.left',
  group: WireGroup,
  item: unknown,
  contacts: Contacts,
): Read {
  const participant = participantSchema.safeParse(item).data;
  const member = participant && accountOfParticipant(participant, contacts);
  if (member === undefined) return { skip: 'an unusable group member' };
  const chat: ChatRef = { id: group.group_id, direct: false };
  const at = group.timestamp * 1000;
  const parts = [kind, group.group_id, at, group.request_id ?? '', member.id];
  const base = { id: parts.join(':'), at, adapter: 'whatsapp', chat };
  return { event: { ...base, kind, member } };
}

/** Somebody asks to be let in, or does not any more. */
function decodeRequest(
  kind: 'join.requested' | 'join.withdrawn',
  group: WireGroup,
  contacts: Contacts,
): Read {
  const { group_id: id, timestamp, join_request_id: request } = group;
  const member = accountOfParticipant(group, contacts);
  if (member === undefined || request === undefined) return { skip: 'an unusable join request' };
  const at = timestamp * 1000;
  const name = kind === 'join.requested' ? 'join' : 'withdrawn';
  const base = { id: `${name}:${request}`, at, adapter: 'whatsapp', chat: { id, direct: false } };
  return { event: { ...base, kind, member } };
}

/** A new name or description; what WhatsApp did not take has not changed anything. */
function decodeSettings(group: WireGroup): Read {
  const { group_id: id, timestamp, group_subject: subject, group_description: about } = group;
  const shown = group.profile_picture;
  const name = subject?.update_successful === false ? undefined : subject?.text;
  const description = about?.update_successful === false ? undefined : about?.text;
  const isPictured = shown !== undefined && shown.update_successful !== false;
  if (name === undefined && description === undefined && !isPictured) {
    return { skip: 'a report about a group' };
  }
  const at = timestamp * 1000;
  const base = { adapter: 'whatsapp', chat: { id, direct: false }, at, byBot: true as const };
  const changed = {
    ...(name && { name }),
    ...(description !== undefined && { description }),
    ...(isPictured && { picture: true as const }),
  };
  const key = ['settings', id, at, group.request_id ?? ''].join(':');
  return { event: { ...base, id: key, kind: 'group.changed', ...changed } };
}

/** WhatsApp has closed a group that it found to be against its terms, or opened it again. */
function decodeStanding({ group_id: id, timestamp, type }: WireGroup): Read {
  const suspended = type === undefined ? undefined : standings[type];
  if (suspended === undefined) return { skip: 'a report about a group' };
  const at = timestamp * 1000;
  const base = { adapter: 'whatsapp', chat: { id, direct: false }, at } as const;
  return { event: { ...base, id: [type, id, at].join(':'), kind: 'group.changed', suspended } };
}

/** A group the business has made or given up; where there is one, the business runs it. */
function decodeLifecycle(group: WireGroup): readonly Read[] {
  const { group_id: id, timestamp, type, subject: title } = group;
  const at = timestamp * 1000;
  if (type !== 'group_create' && type !== 'group_delete') return [];
  const chat: ChatRef = { id, direct: false, ...(title && { title }) };
  const base = { id: [type, id, at].join(':'), at, adapter: 'whatsapp', chat };
  const botRole = type === 'group_create' ? ({ botRole: 'owner' } as const) : {};
  return [{ event: { ...base, kind: 'group.reported', ...botRole } }];
}

/**
 * Reads a report about a group: that it was made, given up, closed or changed, who came and left.
 *
 * Coming and leaving is told by the lists and not by `type`, which Meta's own samples get wrong.
 */
export function decodeGroup(item: unknown, field: string, contacts: Contacts): readonly Read[] {
  const group = groupSchema.safeParse(item).data;
  if (group === undefined) return [{ skip: 'an unusable report about a group' }];
  const joined = group.added_participants ?? [];
  const left = group.removed_participants ?? [];
  if (field === 'group_settings_update') return [decodeSettings(group)];
  if (field === 'group_status_update') return [decodeStanding(group)];
  if (group.type === 'group_join_request_created') {
    return [decodeRequest('join.requested', group, contacts)];
  }
  if (group.type === 'group_join_request_revoked') {
    return [decodeRequest('join.withdrawn', group, contacts)];
  }
  const lifecycle = field === 'group_lifecycle_update' ? decodeLifecycle(group) : [];
  if (lifecycle.length + joined.length + left.length === 0) {
    return [{ skip: 'a report about a group' }];
  }
  return [
    ...lifecycle,
    ...joined.map((one) => decodeParticipant('member.joined', group, one, contacts)),
    ...left.map((one) => decodeParticipant('member.left', group, one, contacts)),
  ];
}
