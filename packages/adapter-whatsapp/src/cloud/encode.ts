import {
  type ActionKind,
  type Adapter,
  type EncodeFacts,
  isMedia,
  KapwaError,
  type WireStep,
} from '@kapwa/core';
import { phoneIn } from './address.js';
import { contentsOf } from './encode-message.js';
import { templateContent } from './encode-template.js';
import { groupStep } from './group-requests.js';

/** `POST /{phone number id}/messages`. */
export const SEND = 'messages.send';

/** `POST /{phone number id}/media`: the bytes go first, the message names them. */
export const UPLOAD = 'media.upload';

/** That a message was read and is being answered; nothing without a message. */
export const TYPING = 'messages.typing';

/**
 * Where a message goes. A person whose number is hidden is named by `recipient`, without `to`
 * (their business-scoped id); the number is preferred where it is known, as Meta advises.
 */
function addressOf(chat: EncodeFacts['chat']): Readonly<Record<string, string>> {
  if (!chat.direct) return { recipient_type: 'group', to: chat.id };
  const phone = phoneIn(chat.id);
  return phone === undefined
    ? { recipient_type: 'individual', recipient: chat.id }
    : { recipient_type: 'individual', to: phone };
}

/** That a message was read, and nothing else. */
export const READ = 'messages.read';

type ReadyAction = Parameters<Adapter['encode']>[0];
type Of<Kind extends ActionKind> = Extract<ReadyAction, { kind: Kind }>;

/** How long a message stays pinned, in days: the longest WhatsApp offers. */
const PINNED_DAYS = 30;

function request(chat: EncodeFacts['chat'], content: Readonly<Record<string, unknown>>): WireStep {
  return { op: SEND, body: { messaging_product: 'whatsapp', ...addressOf(chat), ...content } };
}

function encodeSend(action: Of<'message.send'>, facts: EncodeFacts): WireStep[] {
  const { template } = facts;
  if (template !== undefined) {
    const step = request(facts.chat, templateContent(template));
    const hasFile = template.header !== undefined && 'file' in template.header;
    return hasFile
      ? [
          { op: UPLOAD, body: {}, needs: 'file' },
          { ...step, needs: 'uploaded' },
        ]
      : [step];
  }
  const { replyTo, attachment } = action;
  const steps = contentsOf(action, facts).map((content, index): WireStep => {
    const step = request(facts.chat, {
      ...(index === 0 && replyTo !== undefined && { context: { message_id: replyTo } }),
      ...content,
    });
    return attachment !== undefined && isMedia(attachment) && attachment.type === content.type
      ? { ...step, needs: 'uploaded' }
      : step;
  });
  const hasFile = steps.some(({ needs }) => needs === 'uploaded');
  return hasFile ? [{ op: UPLOAD, body: {}, needs: 'file' }, ...steps] : steps;
}

/**
 * The requests an action takes; a text over 4,096 characters takes several, the first of them
 * being the answer where one is meant.
 */
export function encode(action: ReadyAction, facts: EncodeFacts): readonly WireStep[] {
  const { chat } = facts;
  switch (action.kind) {
    case 'message.send':
      return encodeSend(action, facts);
    case 'message.react': {
      const reaction = { message_id: action.target.message, emoji: action.emoji };
      return [request(chat, { type: 'reaction', reaction })];
    }
    case 'message.pin': {
      const pin = { type: 'pin', message_id: action.target.message, expiration_days: PINNED_DAYS };
      return [request(chat, { type: 'pin', pin })];
    }
    case 'message.unpin': {
      const pin = { type: 'unpin', message_id: action.target.message };
      return [request(chat, { type: 'pin', pin })];
    }
    case 'typing.show':
      return [{ op: TYPING, body: { message: action.answers } }];
    case 'read.show':
      return [{ op: READ, body: { message: action.target.message } }];
    default: {
      const step = groupStep(action, facts);
      if (step !== undefined) return [step];
      throw new KapwaError(
        'adapter.invalid',
        `whatsapp: ${action.kind} cannot be done by the official API; ask capability() first.`,
      );
    }
  }
}
