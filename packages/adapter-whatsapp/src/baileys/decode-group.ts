import type { PlatformEvent, PlatformRole, WhoMay } from '@kapwa/core';
import { accountFrom, isMe } from './accounts.js';
import { accountOfParticipant } from './decode-stub.js';
import { isGroupJid, withoutDevice } from './jid.js';
import { type DecodeFacts, type Read, skip } from './read.js';
import {
  groupNodeSchema,
  groupSchema,
  linkSchema,
  noticeSchema,
  participantSchema,
  type WireGroup,
  type WireParticipant,
} from './wire.js';

/** The role WhatsApp gives, in the kit's words. */
export function roleOf({ admin }: Pick<WireParticipant, 'admin'>): PlatformRole {
  if (admin === 'superadmin') return 'owner';
  return admin === 'admin' ? 'admin' : 'member';
}

/** The people of a group, as far as they can be read. */
function participantsOf({ participants }: WireGroup): readonly WireParticipant[] {
  return (participants ?? []).flatMap((one) => participantSchema.safeParse(one).data ?? []);
}

const onlyAdmins = (only: boolean): WhoMay => (only ? 'admins' : 'everyone');

/** How a group stands, as an event and as what `group.read` brings back. */
export function reportOf(group: WireGroup, facts: DecodeFacts) {
  const people = participantsOf(group);
  const own = people.find((one) => isMe(facts.me, one.id, one.lid, one.phoneNumber));
  const members = people
    .filter((one) => one !== own)
    .flatMap((one) => {
      const account = accountOfParticipant(one);
      return account === undefined ? [] : [{ account, role: roleOf(one) }];
    });
  return {
    name: group.subject ?? '',
    ...(group.desc != null && { description: group.desc }),
    posting: onlyAdmins(group.announce === true),
    ...(group.restrict != null && { editing: onlyAdmins(group.restrict) }),
    ...(group.memberAddMode != null && { adding: onlyAdmins(!group.memberAddMode) }),
    disappearing: (group.ephemeralDuration ?? 0) * 1000,
    approval: group.joinApprovalMode ?? false,
    linked: group.linkedParent != null,
    ...(own && { botRole: roleOf(own) }),
    members,
  };
}

/** Reads how a group stands. A community itself is no chat: its announcement group stands for it. */
export function decodeGroup(raw: unknown, facts: DecodeFacts): readonly Read[] {
  const group = groupSchema.safeParse(raw).data;
  const id = group && withoutDevice(group.id);
  if (group === undefined || id === undefined || !isGroupJid(id)) return skip('an unusable group');
  if (group.isCommunity) return skip('a community itself');
  const { name, ...report } = reportOf(group, facts);
  const event: PlatformEvent = {
    kind: 'group.reported',
    id: `report:${id}:${facts.stamp}`,
    at: facts.now,
    adapter: facts.adapter,
    chat: { id, direct: false, ...(name && { title: name }) },
    ...(name && { name }),
    ...report,
  };
  return [{ event }];
}

/** Groups that were put under a community or taken out of it; the library itself says nothing. */
export function decodeNotice(raw: unknown, facts: DecodeFacts): readonly Read[] {
  const notice = noticeSchema.safeParse(raw).data;
  if (notice === undefined) return skip('a stanza about something else');
  const { id, from, t, participant, participant_pn: number } = notice.attrs;
  const at = t == null ? facts.now : t * 1000;
  const by = isMe(facts.me, participant, number) ? undefined : accountFrom([participant, number]);
  const own = by === undefined && participant != null ? ({ byBot: true } as const) : {};
  return notice.content.flatMap((child, place): readonly Read[] => {
    const link = linkSchema.safeParse(child).data;
    if (link === undefined) return [];
    const kind = link.attrs.link_type ?? link.attrs.unlink_type;
    const groups =
      kind === 'parent_group' ? [from] : kind === 'sub_group' ? groupsIn(link.content) : [];
    return groups.map((jid, index) => ({
      event: {
        kind: 'group.changed',
        id: `${from}/${id}/${place}.${index}`,
        at,
        adapter: facts.adapter,
        chat: { id: jid, direct: false },
        linked: link.tag === 'link',
        ...(by && { by }),
        ...own,
      },
    }));
  });
}

function groupsIn(nodes: readonly unknown[] | null | undefined): readonly string[] {
  return (nodes ?? []).flatMap((node) => {
    const attrs = groupNodeSchema.safeParse(node).data?.attrs;
    const jid = attrs?.jid ?? (attrs?.id === undefined ? undefined : `${attrs.id}@g.us`);
    return jid && isGroupJid(jid) ? [jid] : [];
  });
}
