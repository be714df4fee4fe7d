import {
  type Attachment,
  type AttachmentLimit,
  type EncodeFacts,
  isMedia,
  mentionedIn,
  type PersonId,
  type ReadyAction,
  splitCaption,
  type Text,
  withNumberedMenu,
} from '@kapwa/core';
import { formatTexts } from '../cloud/format.js';
import { addressOf, problem, type Request } from './encode-parts.js';
import { jidOf, userOf } from './jid.js';
import { attachments, limits } from './limits.js';
import type { Card, Place, Saying, Target } from './socket-port.js';

type Ready<Kind extends ReadyAction['kind']> = Extract<ReadyAction, { kind: Kind }>;

/** The texts of a message, each with those it mentions: WhatsApp rings their phones. */
function sayings(text: Text, { accountOf }: EncodeFacts): readonly Saying[] {
  const jids = new Map<PersonId, string>();
  for (const person of mentionedIn(text)) {
    const jid = jidOf(accountOf(person) ?? '');
    if (jid !== undefined) jids.set(person, jid);
  }
  const mentioned = (person: PersonId): string | undefined => {
    const jid = jids.get(person);
    return jid === undefined ? undefined : `@${userOf(jid)}`;
  };
  const all = [...new Set(jids.values())];
  return formatTexts(text, limits.text, mentioned).map((one) => ({
    text: one,
    mentions: all.filter((jid) => new RegExp(`@${userOf(jid)}(?!\\d)`).test(one)),
  }));
}

/** What goes besides the words, with its caption where it can have one. */
function attached(attachment: Attachment, to: string, say: Saying | undefined): Request {
  if (isMedia(attachment)) {
    return { op: 'media', to, media: { type: attachment.type, ...(say && { say }) } };
  }
  const { type, ...data } = attachment;
  return type === 'location'
    ? { op: 'place', to, place: data as Place }
    : { op: 'card', to, card: data as Card };
}

/** What fits is the caption, the rest follows; where there is no caption, the words come first. */
function sendAttached(
  { text, menu, replyTo }: Ready<'message.send'>,
  attachment: Attachment,
  facts: EncodeFacts,
): Request[] {
  const to = addressOf(facts);
  const { caption } = attachments[attachment.type] as AttachmentLimit;
  const whole = menu === undefined ? text : withNumberedMenu(text, menu);
  const measure = (piece: Text): number => sayings(piece, facts)[0]?.text.length ?? 0;
  const words = splitCaption(whole, { caption, text: limits.text }, measure);
  const said = words.caption === undefined ? undefined : sayings(words.caption, facts)[0];
  const others = words.messages
    .flatMap((piece) => sayings(piece, facts))
    .map((say): Request => ({ op: 'send', to, say }));
  const own = attached(attachment, to, said);
  const all = caption === undefined ? [...others, own] : [own, ...others];
  const quote = replyTo === undefined ? {} : { quote: { message: replyTo } };
  return all.map((request, index) => (index === 0 ? { ...request, ...quote } : request));
}

function send(action: Ready<'message.send'>, facts: EncodeFacts): Request[] {
  const { text, menu, replyTo, attachment } = action;
  if (attachment !== undefined) return sendAttached(action, attachment, facts);
  const to = addressOf(facts);
  const whole = menu === undefined ? text : withNumberedMenu(text, menu);
  return sayings(whole, facts).map((say, index) => ({
    op: 'send',
    to,
    say,
    // The first part answers; the others follow it.
    ...(index === 0 && replyTo !== undefined ? { quote: { message: replyTo } } : {}),
  }));
}

/** What was written stays one message: what no longer fits into it is left out. */
function edit({ target, text }: Ready<'message.edit'>, facts: EncodeFacts): Request {
  const [say = { text: '', mentions: [] }] = sayings(text, facts);
  return { op: 'edit', to: addressOf(facts), message: target.message, say };
}

function targetOf({ target }: { target: { message: string; author?: string } }): Target {
  const author = target.author === undefined ? undefined : jidOf(target.author);
  return { message: target.message, ...(author === undefined ? {} : { author }) };
}

function poll({ question, options, several }: Ready<'poll.send'>, facts: EncodeFacts): Request {
  if (options.length < 2 || options.length > limits.pollOptions) {
    throw problem(`a poll on WhatsApp has 2 to ${limits.pollOptions} options.`);
  }
  const most = several === true ? 0 : 1;
  return { op: 'poll', to: addressOf(facts), poll: { question, options, most } };
}

/** The requests for what happens in chats; undefined for other actions. */
export function aboutMessages(
  action: ReadyAction,
  facts: EncodeFacts,
): readonly Request[] | undefined {
  switch (action.kind) {
    case 'message.send':
      return send(action, facts);
    case 'message.edit':
      return [edit(action, facts)];
    case 'message.delete':
      return [{ op: 'delete', to: addressOf(facts), target: targetOf(action) }];
    case 'message.react': {
      const { emoji } = action;
      return [{ op: 'react', to: addressOf(facts), target: targetOf(action), emoji }];
    }
    case 'message.pin':
    case 'message.unpin': {
      const seconds = action.kind === 'message.pin' ? limits.pinned : 0;
      return [{ op: 'pin', to: addressOf(facts), target: targetOf(action), seconds }];
    }
    case 'poll.send':
      return [poll(action, facts)];
    case 'read.show':
      return [{ op: 'read', to: addressOf(facts), target: targetOf(action) }];
    case 'typing.show':
      return [{ op: 'typing', to: addressOf(facts) }];
    default:
      return undefined;
  }
}
