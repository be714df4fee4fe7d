import { type Adapter, defineAdapter, native } from '@kapwa/core';

/** The name of the adapter a rehearsal runs on. */
export const rehearsal = 'rehearsal';

/**
 * A messenger that can do everything and does nothing: what the bot asks of it is only counted.
 *
 * It answers as a WhatsApp community would in which the bot is an admin of every group.
 */
export function rehearsalAdapter(): Adapter {
  let sent = 0;
  return defineAdapter({
    name: rehearsal,
    maxText: 65_536,
    capability: () => native,
    encode: (action) => [{ op: action.kind, body: {} }],
    connect: () => ({
      async perform() {
        sent += 1;
        return { kind: 'ok', message: `sent-${sent}` };
      },
      close: () => undefined,
    }),
  });
}
