import {
  type ActionOf,
  type EncodeFacts,
  inLanguage,
  type ReadyAction,
  type WireStep,
} from '@kapwa/core';
import { aboutMessages } from './encode-message.js';
import { memberJid, problem, type Request } from './encode-parts.js';
import { limits } from './limits.js';
import type { CommunityChoice, NewGroup } from './socket-port.js';

type Ready<Kind extends ReadyAction['kind']> = Extract<ReadyAction, { kind: Kind }>;

/** What the operator has chosen for groups the bot makes and links. */
export interface EncodeSettings {
  /** WhatsApp's own community, by its address or by the name it is to be made under. */
  readonly community?: CommunityChoice;
  /** How many invite cards may go out for one new group; none unless set. */
  readonly invites?: number;
}

/** WhatsApp has four choices; the shortest that is not shorter than wished is taken. */
function disappearingSeconds(after: number): number {
  const seconds = after / 1000;
  const longer = limits.disappearing.find((one) => one >= seconds);
  return seconds <= 0 ? 0 : (longer ?? limits.disappearing.at(-1) ?? 0);
}

function describe(
  { name, description }: Ready<'group.describe'>,
  { chat }: EncodeFacts,
): readonly Request[] {
  const group = chat.id;
  const set = (kind: 'name' | 'description', value: string, max: number): Request => ({
    op: 'group.set',
    group,
    set: { kind, value: value.slice(0, max) },
  });
  return [
    ...(name === undefined ? [] : [set('name', name, limits.groupName)]),
    ...(description === undefined
      ? []
      : [set('description', description, limits.groupDescription)]),
  ];
}

/**
 * A new group: only admins change its settings and add people, as invite links are given out
 * privately. It begins with a few people at most, whoever asks for more: adding many at once is
 * what numbers are blocked for.
 */
function create(
  { members = [] }: ActionOf<'group.create'>,
  facts: EncodeFacts,
  { invites = 0 }: EncodeSettings,
): Request {
  const { group } = facts;
  const purpose = group?.purpose && inLanguage(group.purpose, group.languages[0] ?? 'en', group);
  const make: NewGroup = {
    name: (group?.name ?? '').slice(0, limits.groupName),
    ...(purpose && { description: purpose.slice(0, limits.groupDescription) }),
    members: members.slice(0, limits.firstMembers).map((person) => memberJid(person, facts)),
    settings: [
      { kind: 'editing', value: 'admins' },
      { kind: 'adding', value: 'admins' },
      ...(group?.posting === 'admins' ? [{ kind: 'posting', value: 'admins' } as const] : []),
    ],
    invites,
  };
  return { op: 'group.create', make };
}

const changes = {
  'member.remove': 'remove',
  'member.promote': 'promote',
  'member.demote': 'demote',
} as const;

function linked(group: string, { community }: EncodeSettings): Request {
  return { op: 'group.link', group, ...(community && { community }) };
}

function aboutGroups(
  action: ReadyAction,
  facts: EncodeFacts,
  settings: EncodeSettings,
): readonly Request[] {
  const group = facts.chat.id;
  switch (action.kind) {
    case 'posting.set':
      return [{ op: 'group.set', group, set: { kind: 'posting', value: action.posting } }];
    case 'editing.set':
      return [{ op: 'group.set', group, set: { kind: 'editing', value: action.editing } }];
    case 'adding.set':
      return [{ op: 'group.set', group, set: { kind: 'adding', value: action.adding } }];
    case 'approval.set': {
      const set = { kind: 'approval', value: action.approval } as const;
      return [{ op: 'group.set', group, set }];
    }
    case 'disappearing.set': {
      const value = disappearingSeconds(action.after);
      return [{ op: 'group.set', group, set: { kind: 'disappearing', value } }];
    }
    case 'group.describe':
      return describe(action, facts);
    case 'group.create':
      return [create(action, facts, settings)];
    case 'group.link':
      return [linked(group, settings)];
    case 'group.unlink':
    case 'group.read':
      return [{ op: action.kind, group }];
    case 'member.remove':
    case 'member.promote':
    case 'member.demote': {
      const member = memberJid(action.person, facts);
      return [{ op: 'member', group, member, change: changes[action.kind] }];
    }
    case 'join.approve':
    case 'join.decline': {
      const answer = action.kind === 'join.approve' ? 'approve' : 'reject';
      return [{ op: 'join', group, member: memberJid(action.person, facts), answer }];
    }
    case 'invite.get':
    case 'invite.reset':
      return [{ op: 'invite', group, reset: action.kind === 'invite.reset' }];
    default:
      throw problem(`${action.kind} cannot be done on WhatsApp; ask capability() first.`);
  }
}

/** The requests an action takes; a text over 4,096 characters takes several. */
export function encode(
  action: ReadyAction,
  facts: EncodeFacts,
  settings: EncodeSettings = {},
): readonly WireStep[] {
  const requests = aboutMessages(action, facts) ?? aboutGroups(action, facts, settings);
  return requests.map(({ op, ...body }) =>
    op === 'media' ? { op, body, needs: 'file' } : { op, body },
  );
}
