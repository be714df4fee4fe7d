import { type Adapter, defineAdapter, KapwaError } from '@kapwa/core';
import type { SocketSettings } from './baileys-socket.js';
import { type BaileysSocket, hostSocket } from './host-socket.js';
import { type ProtectionSettings, protectionDefaults } from './protection.js';
import { createSeal } from './seal.js';
import type { ServerAddress } from './server-address.js';
import type { CommunityChoice, SocketMaker } from './socket-port.js';
import { threadSocket } from './thread-socket.js';
import { type Pairing, webDriver } from './web-driver.js';

/** How WhatsApp is reached as a linked device, like WhatsApp Web. */
export interface WhatsAppWebOptions {
  /** The adapter's name in the kit; `whatsapp` unless another driver has it. */
  readonly name?: string;
  /** Called with what the phone has to scan or its owner to type, again whenever it changes. */
  onPairing?(pairing: Pairing): void;
  /** Pair by a code typed on the phone with this number (E.164) instead of by QR code. */
  readonly pairNumber?: string;
  /**
   * A random secret of 32 characters or more that seals the session in the store. Without it,
   * whoever can read the store has the account.
   */
  readonly sessionKey?: string;
  /** WhatsApp's own community, by its address, or by the name it is made under where there is none. */
  readonly community?: CommunityChoice;
  /** What keeps the number from being blocked; the defaults are careful. */
  readonly protection?: Partial<ProtectionSettings>;
  /**
   * A Baileys socket that is open already, instead of one of the kit's own: either the socket, or
   * a function that is given `use` and calls it with every new socket after a reconnect.
   */
  readonly socket?: BaileysSocket | ((use: (socket: BaileysSocket) => void) => void);
  /** Where the thread's file lies, for programs whose bundler has moved it. */
  readonly thread?: URL;
  /** Another server than WhatsApp's, for tests. */
  readonly server?: ServerAddress;
}

function digitsOf(number: string): string {
  const digits = number.replace(/[\s().+\-/]/g, '');
  if (/^[1-9]\d{6,14}$/.test(digits)) return digits;
  throw new KapwaError(
    'config.invalid',
    'whatsapp: "pairNumber" is not a phone number that works everywhere. Write it with "+" and the code of the country, such as "+63 917 000 0000".',
  );
}

function socketMaker(options: WhatsAppWebOptions): SocketMaker {
  const { socket, pairNumber, sessionKey, server, thread } = options;
  if (socket !== undefined) return hostSocket(socket);
  const settings: SocketSettings = {
    ...(sessionKey === undefined ? {} : { sessionKey }),
    ...(pairNumber === undefined ? {} : { pairNumber: digitsOf(pairNumber) }),
    ...(server === undefined ? {} : { server }),
  };
  return threadSocket(settings, thread);
}

/** The adapter over a socket that is made in this way. */
export function webAdapter(options: WhatsAppWebOptions, makeSocket: SocketMaker): Adapter {
  const { name = 'whatsapp', community, onPairing, socket } = options;
  const protection = { ...protectionDefaults, ...options.protection };
  const driver = webDriver({
    name,
    protection,
    seal: createSeal(options.sessionKey),
    makeSocket,
    reconnects: socket === undefined,
    invites: protection.invites,
    ...(community && { community }),
    ...(onPairing && { onPairing: (pairing) => onPairing(pairing) }),
  });
  return defineAdapter({ name, ...driver });
}

/**
 * WhatsApp as a linked device: real groups and communities, by the unofficial library Baileys.
 *
 * WhatsApp does not allow unofficial clients and may block the number; docs/whatsapp-baileys.md
 * says what that means. Connecting raises `config.missing` where Baileys is not installed.
 *
 * @example
 * const whatsapp = whatsappWeb({
 *   onPairing: ({ qr }) => console.log(qr),
 *   sessionKey: process.env.WHATSAPP_SESSION_KEY ?? '',
 * });
 */
export function whatsappWeb(options: WhatsAppWebOptions = {}): Adapter {
  return webAdapter(options, socketMaker(options));
}
