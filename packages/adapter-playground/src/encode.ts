import {
  type ActionOf,
  type Attachment,
  type AttachmentLimit,
  type EncodeFacts,
  type FilledTemplate,
  inLanguage,
  isMedia,
  KapwaError,
  type PersonId,
  type ReadyAction,
  splitCaption,
  type Text,
  type WireStep,
} from '@kapwa/core';
import { attachments, maxText } from './limits.js';
import { type AccountOf, type MarkedText, markedText, markedTexts } from './marked-text.js';
import type { Request } from './wire.js';

type Ready<Kind extends ReadyAction['kind']> = Extract<ReadyAction, { kind: Kind }>;

type SendBody = Extract<Request, { op: 'send' }>['body'];

/** One message of those an action takes. */
interface Piece {
  readonly words: MarkedText;
  readonly attachment?: Attachment;
}

/** An attachment with its words: in its caption, and in messages before or behind it. */
function besides(text: Text, attachment: Attachment, accountOf: AccountOf): readonly Piece[] {
  const { caption: limit }: AttachmentLimit = attachments[attachment.type];
  const measure = (piece: Text): number => markedText(piece, accountOf).text.length;
  const { caption = [], messages } = splitCaption(text, { caption: limit, text: maxText }, measure);
  const own: Piece = { words: markedText(caption, accountOf), attachment };
  const others = messages.map((piece): Piece => ({ words: markedText(piece, accountOf) }));
  return limit === undefined ? [...others, own] : [own, ...others];
}

function asSent(attachment: Attachment): NonNullable<SendBody['attachment']> {
  return isMedia(attachment) ? { type: attachment.type } : attachment;
}

/** What a template says is known to the messenger; here it shows its name and what was put in. */
function fromTemplate(
  { id, direct }: EncodeFacts['chat'],
  { name, language, header, parameters, buttons = [] }: FilledTemplate,
): WireStep {
  const heading = header === undefined ? [] : ['text' in header ? header.text : header.file];
  const taps = buttons.map((one) =>
    'reply' in one ? `[${one.reply}]` : `[${one.link ?? 'link'}]`,
  );
  const text = [`${name} (${language})`, ...heading, ...parameters, ...taps].join(': ');
  const body: SendBody = { chat: { id, direct }, text, marks: [], template: name };
  return { op: 'send', body };
}

function send(
  { text, replyTo, attachment }: Ready<'message.send'>,
  { chat, accountOf, template }: EncodeFacts,
): readonly WireStep[] {
  if (template !== undefined) return [fromTemplate(chat, template)];
  const pieces: readonly Piece[] =
    attachment === undefined
      ? markedTexts(text, maxText, accountOf).map((words) => ({ words }))
      : besides(text, attachment, accountOf);
  return pieces.map((piece, index): WireStep => {
    const body: SendBody = {
      chat: { id: chat.id, direct: chat.direct },
      text: piece.words.text,
      marks: [...piece.words.marks],
      // The first part answers; the others follow it.
      ...(index === 0 && replyTo !== undefined ? { replyTo } : {}),
      ...(piece.attachment === undefined ? {} : { attachment: asSent(piece.attachment) }),
    };
    const hasFile = piece.attachment !== undefined && isMedia(piece.attachment);
    return hasFile ? { op: 'send', body, needs: 'file' } : { op: 'send', body };
  });
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
  'member.mute': 'mute',
  'member.unmute': 'unmute',
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
    case 'read.show':
      return { op: 'mark', body: { message: action.target.message } };
    case 'typing.show':
      return { op: 'typing', body: { chat } };
    case 'posting.set':
      return { op: 'set', body: { group, to: { what: 'posting', posting: action.posting } } };
    case 'disappearing.set':
      return { op: 'set', body: { group, to: { what: 'disappearing', after: action.after } } };
    case 'editing.set':
      return { op: 'set', body: { group, to: { what: 'editing', editing: action.editing } } };
    case 'adding.set':
      return { op: 'set', body: { group, to: { what: 'adding', adding: action.adding } } };
    case 'approval.set': {
      const { approval } = action;
      return { op: 'set', body: { group, to: { what: 'approval', approval } } };
    }
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
