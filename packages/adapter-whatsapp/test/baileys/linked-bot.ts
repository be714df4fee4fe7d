import type { Adapter, Kit } from '@kapwa/core';
import {
  startWhatsAppWeb,
  type WhatsAppPerson,
  type WhatsAppWeb,
} from '@kapwa/testing/whatsapp-web';
import { expect, vi } from 'vitest';
import { baileysSocket } from '../../src/baileys/baileys-socket.js';
import { webAdapter } from '../../src/baileys/whatsapp-web.js';
import { type WhatsAppWebOptions, whatsappWeb } from '../../src/index.js';
import { threadFile } from './thread-file.js';

/** No pauses: the tests have their own pace. */
const unhurried = { gap: 0, jitter: 0 } as const;

/** A bot on a phone of a WhatsApp of its own. */
export interface LinkedBot {
  readonly whatsapp: WhatsAppWeb;
  /** Whose phone the bot is linked to. */
  readonly bot: WhatsAppPerson;
  readonly adapter: Adapter;
  /** Resolves once the phone has taken the bot in, and the kit knows. */
  linked(kit: Kit): Promise<void>;
  /** Everything said so far has been heard, and everything answered has arrived. */
  settled(kit: Kit): Promise<void>;
}

/** The same adapter with its socket on this thread: threads take a second to start. */
function onThisThread(options: WhatsAppWebOptions): Adapter {
  const { sessionKey, server } = options;
  const settings = { ...(sessionKey && { sessionKey }), ...(server && { server }) };
  return webAdapter(options, (owner) => baileysSocket(owner, settings));
}

/** Starts a WhatsApp, and an adapter that is to be linked to a phone there. */
export async function linkedBot(
  { thread = true, ...options }: Omit<WhatsAppWebOptions, 'thread'> & { thread?: boolean } = {},
  whatsapp?: WhatsAppWeb,
): Promise<LinkedBot> {
  const world = whatsapp ?? (await startWhatsAppWeb());
  const bot = world.number('+254700000099', 'Kapwa');
  let open: () => void = () => undefined;
  const isLinked = new Promise<void>((resolve) => {
    open = resolve;
  });
  const full: WhatsAppWebOptions = {
    protection: unhurried,
    server: world.address,
    ...options,
    onPairing({ qr, code }) {
      const linking = qr === undefined ? bot.types(code ?? '') : bot.scans(qr);
      linking.then(open, () => undefined);
    },
  };
  const adapter = thread
    ? whatsappWeb({ ...full, thread: await threadFile() })
    : onThisThread(full);
  return {
    whatsapp: world,
    bot,
    adapter,
    async linked(kit) {
      await isLinked;
      await vi.waitFor(() => expect(kit.health().transports[adapter.name]).toBe('connected'), {
        timeout: 10_000,
      });
      await world.settled();
      await kit.idle();
    },
    async settled(kit) {
      await world.settled();
      await kit.idle();
    },
  };
}
