import type { BinaryNode } from 'baileys';
import type { LinkedDevice } from '../api.js';
import type { Companion, Companions } from '../devices/companion.js';
import type { Presence } from '../server/presence.js';
import { node } from '../wire/node.js';

const streamError = (code: number, conflict?: string): BinaryNode =>
  node(
    'stream:error',
    conflict === 'replaced' ? {} : { code: String(code) },
    conflict ? [node('conflict', { type: conflict })] : undefined,
  );

/** A linked device as tests see it. */
export function linkedDevice(
  companion: Companion,
  companions: Companions,
  presence: Presence,
): LinkedDevice {
  const say = (stanza: BinaryNode): void => companion.connection?.send(stanza);
  return {
    get isOnline() {
      return presence.isReady(companion);
    },
    async online() {
      if (!presence.isReady(companion)) await presence.nextLogin(companion);
    },
    drops: () => companion.connection?.cut(),
    stalls: () => companion.connection?.stall(),
    restarts: () => say(streamError(515)),
    getsReplaced: () => say(streamError(440, 'replaced')),
    getsBanned() {
      presence.forbid(companion);
      say(streamError(403));
    },
    getsUnlinked() {
      companions.unlink(companion);
      say(streamError(401, 'device_removed'));
    },
    waits: () => companion.mailbox.pause(),
    flows: () => companion.mailbox.resume(),
  };
}
