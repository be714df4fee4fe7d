import {
  type ActionOf,
  type EncodeFacts,
  inLanguage,
  KapwaError,
  type PersonId,
  type ReadyAction,
  type Text,
  type WireStep,
} from '@kapwa/core';
import { maxText } from './limits.js';
import { type MarkedText, markedTexts } from './marked-text.js';
import type { Request } from './wire.js';

type Ready<Kind extends ReadyAction['kind']> = Extract<ReadyAction, { kind: Kind }>;

function send(
  { text, replyTo }: Ready<'message.send'>,
  { chat, accountOf }: EncodeFacts,
): readonly Request[] {
  const messages = markedTexts(text, maxText, accountOf);
  const step = (message: MarkedText, index: number): Request => ({
    op: 'send',
    body: {
      chat: { id: chat.id, direct: chat.direct },
      text: message.text,
      marks: [...message.marks],
      // The first part answers; the others follow it.
      ...(index === 0 && replyTo !== undefined ? { replyTo } : {}),
    },
  });
  return messages.map(step);
}

/** What was written stays one message: what no longer fits into it is left out. */
function edit(message: string, text: Text, { accountOf }: EncodeFacts): Request {
  const [first] = markedTexts(text, maxText, accountOf);
  return {
    op: 'edit',
    body: { message, text: first?.text ?? '', marks: [...(first?.marks ?? [])] },
  };
}

function accountFor(person: PersonId, { accountOf }: EncodeFacts): string {
  const account = accountOf(person);
  if (account !== undefined) return account;
  throw new KapwaError('adapter.invalid', 'this person has no account on the playground');
}

function create(
  { members = [] }: ActionOf<'group.create'>,
  { group, accountOf }: EncodeFacts,
): Request {
  return {
    op: 'create',
    body: {
      title: group?.name ?? '',
      ...(group?.purpose === undefined
        ? {}
        : { description: inLanguage(group.purpose, group.languages[0] ?? 'en', group) }),
      members: members.flatMap((person) => accountOf(person) ?? []),
    },
  };
}

const acts = {
  'member.remove': 'remove',
  'member.promote': 'promote',
  'member.demote': 'demote',
  'join.approve': 'approve',
  'join.decline': 'decline',
} as const;

/** The one request most actions are. */
function request(
  action: Exclude<ReadyAction, { kind: 'message.send' }>,
  facts: EncodeFacts,
): Request {
  const { id: group, direct } = facts.chat;
  const chat = { id: group, direct };
  switch (action.kind) {
    case 'message.edit':
      return edit(action.target.message, action.text, facts);
    case 'message.delete':
      return { op: 'delete', body: { chat, message: action.target.message } };
    case 'message.react':
      return { op: 'react', body: { message: action.target.message, emoji: action.emoji } };
    case 'message.pin':
    case 'message.unpin':
      return {
        op: 'pin',
        body: { message: action.target.message, pinned: action.kind === 'message.pin' },
      };
    case 'poll.send': {
      const { question, options, several = false } = action;
      return { op: 'poll', body: { chat, question, options: [...options], several } };
    }
    case 'typing.show':
      return { op: 'typing', body: { chat } };
    case 'posting.set':
      return { op: 'set', body: { group, to: { what: 'posting', posting: action.posting } } };
    case 'disappearing.set':
      return { op: 'set', body: { group, to: { what: 'disappearing', after: action.after } } };
    case 'group.link':
    case 'group.unlink':
      return {
        op: 'set',
        body: { group, to: { what: 'linked', linked: action.kind === 'group.link' } },
      };
    case 'group.describe':
      return { op: 'set', body: { group, to: words(action) } };
    case 'group.create':
      return create(action, facts);
    case 'group.read':
      return { op: 'read', body: { group } };
    case 'invite.get':
    case 'invite.reset':
      return { op: 'invite', body: { group, reset: action.kind === 'invite.reset' } };
    default: {
      const account = accountFor(action.person, facts);
      return { op: 'member', body: { group, account, act: acts[action.kind] } };
    }
  }
}

function words({ name, description }: ActionOf<'group.describe'>) {
  return {
    what: 'words' as const,
    ...(name === undefined ? {} : { title: name }),
    ...(description === undefined ? {} : { description }),
  };
}

/**
 * The requests an action is made of here, one after the other. Pure.
 *
 * Raises `adapter.invalid` for somebody who has no account here.
 */
export function encode(action: ReadyAction, facts: EncodeFacts): readonly WireStep[] {
  return action.kind === 'message.send' ? send(action, facts) : [request(action, facts)];
}
