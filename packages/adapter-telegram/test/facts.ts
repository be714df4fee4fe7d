import { createCallbackSigner } from '../src/callback-data.js';
import type { DecodeFacts } from '../src/decode-facts.js';

/** What decoding knows in tests: a bot that is an admin nowhere. */
export const facts: DecodeFacts = {
  adapter: 'telegram',
  bot: { id: 777, username: 'kapwa_bot' },
  buttons: createCallbackSigner('777:token'),
  now: () => 5000,
  isAdmin: () => false,
  userNamed: (username) => (username === 'juma_k' ? { id: '2', name: 'Juma' } : undefined),
  knownAs: String,
  poll: () => undefined,
};

const ana = { id: 1, is_bot: false, first_name: 'Ana', last_name: 'Njeri' };

/** An update that brings a message. */
export function update(message: Readonly<Record<string, unknown>>, type = 'message') {
  const chat = { id: -1001234567890, type: 'supergroup', title: 'Area North' };
  return { update_id: 9, [type]: { message_id: 4, date: 3, chat, from: ana, ...message } };
}
