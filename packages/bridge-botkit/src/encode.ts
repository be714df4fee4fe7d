import { type EncodeFacts, KapwaError, type ReadyAction } from '@kapwa/core';
import type { Platform } from './platforms.js';
import type { Request } from './wire.js';
import { type WrittenText, writeTexts } from './write-text.js';

function wordsOf({ text, mentions }: WrittenText) {
  return { text, mentions: [...mentions] };
}

/**
 * The requests an action is made of, one after the other. Pure.
 *
 * Raises `adapter.invalid` for what no adapter of the Bot Framework can do; `capability` says so.
 */
export function encode(
  action: ReadyAction,
  { chat: { id, direct }, accountOf }: EncodeFacts,
  platform: Platform,
): readonly Request[] {
  const chat = { id, direct };
  switch (action.kind) {
    case 'message.send': {
      const { text, replyTo } = action;
      return writeTexts(text, platform, accountOf).map((piece, index) => ({
        op: 'send',
        body: {
          chat,
          ...wordsOf(piece),
          // The first part answers; the others follow it.
          ...(index === 0 && replyTo !== undefined ? { replyTo } : {}),
        },
      }));
    }
    case 'message.edit': {
      // What was written stays one message: what no longer fits into it is left out.
      const [first = { text: '', mentions: [] }] = writeTexts(action.text, platform, accountOf);
      const { message } = action.target;
      return [{ op: 'edit', body: { chat, ...wordsOf(first), message } }];
    }
    case 'message.delete':
      return [{ op: 'delete', body: { chat, message: action.target.message } }];
    case 'typing.show':
      return [{ op: 'typing', body: { chat } }];
    default:
      throw new KapwaError(
        'adapter.invalid',
        `The Bot Framework has no ${action.kind}: ask capability() before.`,
      );
  }
}
