import type { WASocket } from 'baileys';
import { type Attached, attach, sharedBySockets } from './attached.js';
import { loadBaileys } from './load-baileys.js';
import { createSeal } from './seal.js';
import type { SocketMaker } from './socket-port.js';

/** What of a Baileys socket is looked at to tell that it is one. */
export interface BaileysSocket {
  readonly ev: object;
  readonly ws: object;
  readonly user?: { readonly id: string } | undefined;
}

/** Whether a socket has been let in by WhatsApp already. */
function isOpenNow(socket: WASocket): boolean {
  return socket.ws.isOpen && socket.user !== undefined;
}

/**
 * A socket that a host has open and goes on using. The kit listens beside the host's own listeners
 * and sends through it; connecting, its session and its end are the host's.
 *
 * What was decrypted is not stored together with the keys then, as the host's session is its own:
 * a crash within that moment loses a message.
 */
export function hostSocket(
  given: BaileysSocket | ((use: (socket: BaileysSocket) => void) => void),
): SocketMaker {
  return async (owner) => {
    const library = await loadBaileys();
    const shared = sharedBySockets(library, owner, createSeal(undefined), () => false);
    let attached: Attached | undefined;
    let closed = false;
    const use = (socket: BaileysSocket): void => {
      if (closed) return;
      attached?.detach();
      const real = socket as unknown as WASocket;
      attached = attach(real, shared, isOpenNow(real));
    };
    return {
      async open() {
        if (typeof given === 'function') given(use);
        else use(given);
      },
      ask: async (request) => (await attached?.ask(request)) ?? { kind: 'offline' },
      refresh: async (groups) => attached?.refresh(groups),
      async close() {
        closed = true;
        attached?.detach();
        attached = undefined;
      },
    };
  };
}
