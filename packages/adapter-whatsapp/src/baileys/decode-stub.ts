import type {
  AccountRef,
  ChatRef,
  GroupChanged,
  GroupSettings,
  PlatformEvent,
  PlatformRole,
} from '@kapwa/core';
import { accountFrom, isMe } from './accounts.js';
import { asOwn, chatOf } from './decode-message.js';
import { type DecodeFacts, type Read, skip } from './read.js';
import {
  memberSchema,
  participantTextSchema,
  type WireMessage,
  type WireParticipant,
} from './wire.js';

/** What happens in groups comes as messages with one of these numbers and words as parameters. */
const stub = {
  subject: 21,
  inviteLink: 23,
  description: 24,
  restrict: 25,
  announce: 26,
  add: 27,
  remove: 28,
  promote: 29,
  demote: 30,
  invited: 31,
  left: 32,
  changedNumber: 33,
  letIn: 71,
  accepted: 140,
  joinedFromCommunity: 141,
  joinRequest: 144,
  approvalMode: 145,
  joinedBoth: 151,
  memberAddMode: 171,
  joinRequested: 172,
} as const;

const joined: readonly number[] = [
  stub.add,
  stub.invited,
  stub.letIn,
  stub.accepted,
  stub.joinedFromCommunity,
  stub.joinedBoth,
];
const left: readonly number[] = [stub.remove, stub.left];
const roles: Readonly<Record<number, PlatformRole>> = {
  [stub.promote]: 'admin',
  [stub.demote]: 'member',
};

interface Happening {
  readonly base: {
    readonly id: string;
    readonly at: number;
    readonly adapter: string;
    readonly chat: ChatRef;
  };
  readonly by: AccountRef | undefined;
  readonly facts: DecodeFacts;
}

function membersIn(parameters: readonly string[]): readonly WireParticipant[] {
  return parameters.flatMap((text) => {
    const read = participantTextSchema.safeParse(text);
    return memberSchema.safeParse(read.success ? read.data : undefined).data ?? [];
  });
}

/** Somebody in a group, by all the addresses a report names. */
export function accountOfParticipant(one: WireParticipant): AccountRef | undefined {
  return accountFrom([one.id, one.lid, one.phoneNumber], one.notify ?? one.name);
}

/** Whether two accounts share an id. */
function isSame(one: AccountRef, other: AccountRef | undefined): boolean {
  if (other === undefined) return false;
  const ids = [other.id, ...(other.aliases ?? [])];
  return [one.id, ...(one.aliases ?? [])].some((id) => ids.includes(id));
}

/** The bot itself came, went, or got another role: how the group stands is asked anew. */
function ofBot(type: number, { base, facts }: Happening): Read {
  if (!left.includes(type)) return { refresh: base.chat.id };
  // Nobody tells a bot that is out who is still in.
  const event: PlatformEvent = {
    ...base,
    kind: 'group.reported',
    id: `${base.id}/out`,
    adapter: facts.adapter,
    members: [],
  };
  return { event };
}

function ofMember(type: number, one: WireParticipant, index: number, happening: Happening): Read {
  const { base, by, facts } = happening;
  if (isMe(facts.me, one.id, one.lid, one.phoneNumber)) return ofBot(type, happening);
  const member = accountOfParticipant(one);
  if (member === undefined) return { skip: 'a member who is nobody' };
  const event = { ...base, id: `${base.id}/${index}`, member };
  const others = by === undefined || isSame(member, by) ? {} : { by };
  const role = roles[type];
  if (role !== undefined) {
    return { event: { ...event, ...(by && { by }), kind: 'role.changed', role } };
  }
  const kind = left.includes(type) ? 'member.left' : 'member.joined';
  return { event: { ...event, ...others, kind } };
}

function changeIn(
  type: number,
  [first]: readonly string[],
): (Partial<GroupSettings> & Pick<GroupChanged, 'linkReset'>) | undefined {
  const isOn = first === 'on' || first === 'true';
  switch (type) {
    case stub.subject:
      return first === undefined ? undefined : { name: first };
    case stub.description:
      return { description: first ?? '' };
    case stub.announce:
      return { posting: isOn ? 'admins' : 'everyone' };
    case stub.restrict:
      return { editing: isOn ? 'admins' : 'everyone' };
    case stub.memberAddMode:
      return { adding: first === 'all_member_add' ? 'everyone' : 'admins' };
    case stub.approvalMode:
      return { approval: isOn };
    case stub.inviteLink:
      return { linkReset: true };
    default:
      return undefined;
  }
}

/** Somebody has another number: which of the two it is shows in who is in the group now. */
function renumbered({ key, messageStubParameters }: WireMessage, { base }: Happening): Read {
  const { id, at, chat } = base;
  const one = accountFrom([key.participant, key.participantAlt]);
  const other = accountFrom(messageStubParameters ?? []);
  if (one === undefined || other === undefined || isSame(one, other)) return { refresh: chat.id };
  const accounts = [one, other] as const;
  return { refresh: chat.id, renumbered: { id: `${id}/moved`, at, chat: chat.id, accounts } };
}

/** A wish to come in, or its end; one into a community is answered in its announcement group. */
function joinRequest([who, action]: readonly string[], { base, by, facts }: Happening): Read {
  const [one] = membersIn(who === undefined ? [] : [who]);
  const member = one && accountOfParticipant(one);
  if (member === undefined) return { skip: 'a join request of nobody' };
  const chat = { ...base.chat, id: facts.announcementOf(base.chat.id) ?? base.chat.id };
  if (action === undefined || action === 'created') {
    return { event: { ...base, chat, kind: 'join.requested', member } };
  }
  const others = by === undefined || isSame(member, by) ? {} : { by };
  return { event: { ...base, chat, kind: 'join.withdrawn', member, ...others } };
}

function isAboutBot(type: number, parameters: readonly string[], { me }: DecodeFacts): boolean {
  const isRole = roles[type] !== undefined;
  return isRole && membersIn(parameters).some((one) => isMe(me, one.id, one.lid, one.phoneNumber));
}

function reads(type: number, message: WireMessage, happening: Happening): readonly Read[] {
  const { base, by, facts } = happening;
  const parameters = message.messageStubParameters ?? [];
  if (type === stub.joinRequested || type === stub.joinRequest) {
    return [joinRequest(parameters, happening)];
  }
  if (facts.announcementOf(base.chat.id) !== undefined) {
    // Who runs the community answers the requests to it.
    if (isAboutBot(type, parameters, facts)) return [{ refresh: base.chat.id }];
    return skip('something about a community as a whole');
  }
  if (joined.includes(type) || left.includes(type) || roles[type] !== undefined) {
    return membersIn(parameters).map((one, index) => ofMember(type, one, index, happening));
  }
  if (type === stub.changedNumber) return [renumbered(message, happening)];
  const change = changeIn(type, parameters);
  if (change === undefined) return skip('something in a group that the kit has no word for');
  return [{ event: { ...base, ...change, ...(by && { by }), kind: 'group.changed' } }];
}

/** Reads what happened in a group: who came and went, new roles, settings, requests to join. */
export function decodeStub(message: WireMessage, facts: DecodeFacts): readonly Read[] {
  const { key, messageStubType: type } = message;
  const chat = chatOf(key);
  if (type == null || chat === undefined || chat.direct) return skip('nothing about a group');
  const isOwn = isMe(facts.me, key.participant, key.participantAlt);
  const by = isOwn ? undefined : accountFrom([key.participant, key.participantAlt]);
  const at = message.messageTimestamp == null ? facts.now : message.messageTimestamp * 1000;
  const base = { id: `${chat.id}/${key.id}`, at, adapter: facts.adapter, chat };
  const found = reads(type, message, { base, by, facts });
  return isOwn ? found.map(asOwn) : found;
}
