import type { MessageReceived } from '@kapwa/core';

/** The moment at which test communities begin. */
export const MORNING = Date.UTC(2027, 2, 1, 8);

/** A message as a platform reports it, for kits that events are handed to. */
export function messageIn(
  chat: string,
  text: string,
  changes: Partial<MessageReceived> = {},
): MessageReceived {
  return {
    kind: 'message.received',
    id: `${chat}:${text}`,
    at: MORNING,
    adapter: 'playground',
    chat: { id: chat, direct: false },
    from: { id: 'ana', name: 'Ana Reyes' },
    message: `message ${text}`,
    text,
    mentions: [],
    ...changes,
  };
}

/** A direct message to the bot. */
export function messageFrom(
  person: string,
  text: string,
  changes: Partial<MessageReceived> = {},
): MessageReceived {
  return messageIn(person, text, {
    chat: { id: person, direct: true },
    from: { id: person },
    ...changes,
  });
}
