import type { Action, EncodeFacts, SendMessage, WireStep } from '@kapwa/core';
import { maxText } from './limits.js';
import { type MarkedText, markedText, splitMarked } from './marked-text.js';
import type { Request } from './wire.js';

function send(
  { text, replyTo }: SendMessage,
  { chat, accountOf }: EncodeFacts,
): readonly Request[] {
  const messages = splitMarked(markedText(text, accountOf), maxText);
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

/** The requests an action is made of here, one after the other. Pure. */
export function encode(action: Action, facts: EncodeFacts): readonly WireStep[] {
  switch (action.kind) {
    case 'message.send':
      return send(action, facts);
    case 'message.delete': {
      const { id, direct } = facts.chat;
      const body = { chat: { id, direct }, message: action.target.message };
      return [{ op: 'delete', body } satisfies Request];
    }
    default:
      return [];
  }
}
