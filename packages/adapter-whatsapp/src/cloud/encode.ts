import {
  type Action,
  type EncodeFacts,
  KapwaError,
  type SendMessage,
  type WireStep,
} from '@kapwa/core';
import { formatText } from './format.js';
import { limits } from './limits.js';
import { splitText } from './split.js';

/** The only operation there is so far: `POST /{phone number id}/messages`. */
export const SEND = 'messages.send';

/** A phone number as WhatsApp writes it, perhaps with a plus; everything else is an opaque id. */
const PHONE = /^\+?(\d{5,20})$/;

/**
 * Where a message goes. A person whose number is hidden is named by `recipient`, without `to`
 * (their business-scoped id); the number is preferred where it is known, as Meta advises.
 */
function addressOf(chat: EncodeFacts['chat']): Readonly<Record<string, string>> {
  if (!chat.direct) return { recipient_type: 'group', to: chat.id };
  const phone = PHONE.exec(chat.id)?.[1];
  return phone === undefined
    ? { recipient_type: 'individual', recipient: chat.id }
    : { recipient_type: 'individual', to: phone };
}

/** Bold that a cut went through is closed before the cut and opened again after it. */
function mendBold(pieces: readonly string[]): readonly string[] {
  let open = false;
  return pieces.map((piece) => {
    const begun = open ? `*${piece}` : piece;
    open = (begun.split('*').length - 1) % 2 === 1;
    return open ? `${begun.trimEnd()}*` : begun;
  });
}

/** The bodies a text takes: within the limit, none of them blank where another is not. */
function bodiesOf(formatted: string): readonly string[] {
  if (formatted.length <= limits.text) return [formatted];
  // Two characters are kept free for the stars of bold that a cut goes through.
  const pieces = mendBold(splitText(formatted, limits.text - 2));
  const written = pieces.filter((piece) => piece.trim() !== '');
  return written.length > 0 ? written : pieces.slice(0, 1);
}

function encodeSend(action: SendMessage, facts: EncodeFacts): readonly WireStep[] {
  const address = addressOf(facts.chat);
  return bodiesOf(formatText(action.text)).map((body, index) => ({
    op: SEND,
    body: {
      messaging_product: 'whatsapp',
      ...address,
      ...(index === 0 && action.replyTo && { context: { message_id: action.replyTo } }),
      type: 'text',
      text: { body, preview_url: false },
    },
  }));
}

/**
 * The requests an action takes; a text over 4,096 characters takes several, the first of them
 * being the answer where one is meant.
 */
export function encode(action: Action, facts: EncodeFacts): readonly WireStep[] {
  if (action.kind === 'message.send') return encodeSend(action, facts);
  throw new KapwaError(
    'adapter.invalid',
    `whatsapp: ${action.kind} cannot be done by the official API; ask capability() first.`,
  );
}
