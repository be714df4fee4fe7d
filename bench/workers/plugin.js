/** What every subject of this suite does with a message: one read, one write, one reply. */
import { defineAdapter } from '@kapwa/core';
import { counter } from '../store/counting.js';

export { counter };

export const GROUPS = 50;
export const MESSAGES = 4_000;

/** A messenger that takes whatever it is sent. */
export const adapter = defineAdapter({
  name: 'bench',
  maxText: 4096,
  capability: () => ({ level: 'native' }),
  encode: (_action, facts) => [{ op: 'send', body: facts.chat.id }],
  connect: () => ({ perform: async () => ({ kind: 'ok', message: '1' }), close: () => undefined }),
});
