import type { WASocket } from 'baileys';
import { groupOf } from './ask-parts.js';
import { type Attached, attach, type Shared, sharedBySockets } from './attached.js';
import { type AuthState, openAuthState } from './auth-state.js';
import { durableDecryption } from './durable-decryption.js';
import { type Baileys, loadBaileys, mute } from './load-baileys.js';
import { createSeal } from './seal.js';
import { type ServerAddress, serverConfig } from './server-address.js';
import type { Socket, SocketOwner } from './socket-port.js';
import { meOf, type ToWireParts, unpackMessage } from './to-wire.js';

/** What a socket of the kit's own needs; plain data, so that it can go to another thread. */
export interface SocketSettings {
  /** Seals the session at rest. */
  readonly sessionKey?: string;
  /** Pair by a code typed on the phone with this number, digits only, instead of by QR code. */
  readonly pairNumber?: string;
  readonly server?: ServerAddress;
}

const HOUR = 60 * 60_000;
/** How many ids of messages are remembered that were handed over when they were decrypted. */
const MOST_KEPT_IDS = 5_000;

interface Account {
  readonly shared: Shared;
  readonly auth: AuthState;
  /** What of a message was handed over with its key. */
  keptId(id: string): void;
  me(): ReturnType<typeof meOf>;
}

async function openAccount(
  library: Baileys,
  owner: SocketOwner,
  { sessionKey, server }: SocketSettings,
): Promise<Account> {
  const seal = createSeal(sessionKey);
  const auth = await openAuthState(library, owner, seal);
  const kept = new Set<string>();
  const shared: Shared = {
    ...sharedBySockets(library, owner, seal, (id) => kept.has(id)),
    ...(server?.mediaHost && { mediaHost: server.mediaHost }),
  };
  const keptId = (id: string): void => {
    kept.add(id);
    const [oldest] = kept;
    if (kept.size > MOST_KEPT_IDS && oldest !== undefined) kept.delete(oldest);
  };
  return { shared, auth, keptId, me: () => meOf(auth.creds.me) };
}

function connectSocket(account: Account, settings: SocketSettings): WASocket {
  const { shared, auth, me, keptId } = account;
  const { library, sent } = shared;
  const toWire: ToWireParts = { ...shared, me };
  const decryption = durableDecryption(library, async (node, decrypted) => {
    const message = await unpackMessage(node, decrypted, toWire);
    if (message !== undefined) keptId(node.attrs.id ?? '');
    return message;
  });
  const socket: WASocket = library.makeWASocket({
    ...serverConfig(library, settings.server),
    auth: { creds: auth.creds, keys: auth.keys },
    logger: mute,
    browser: library.Browsers.ubuntu('Chrome'),
    // The phone of the number goes on telling its owner of messages.
    markOnlineOnConnect: false,
    emitOwnEvents: false,
    syncFullHistory: false,
    shouldSyncHistoryMessage: () => false,
    shouldIgnoreJid: (jid) => /@(broadcast|newsletter|bot)$/.test(jid),
    getMessage: async ({ id }) => (id ? sent.find(id) : undefined),
    cachedGroupMetadata: (jid) => groupOf(jid, { ...shared, socket }),
    makeSignalRepository: decryption.makeSignalRepository,
  });
  socket.ws.on('frame', decryption.arrived);
  socket.ev.on('creds.update', () => {
    auth.saveCreds().catch(() => undefined);
  });
  return socket;
}

/** Tells how to pair: the QR code as it changes, or the code to be typed. */
function tellPairing(socket: WASocket, owner: SocketOwner, pairNumber: string | undefined): void {
  let asked = false;
  const askCode = async (number: string): Promise<void> => {
    const code = await socket.requestPairingCode(number);
    owner.state({ state: 'pairing', code });
  };
  socket.ev.on('connection.update', ({ qr }) => {
    if (qr === undefined) return;
    if (pairNumber === undefined) owner.state({ state: 'pairing', qr });
    else if (!asked) {
      asked = true;
      askCode(pairNumber).catch(() => undefined);
    }
  });
}

/**
 * WhatsApp Web by Baileys, on the thread it is made on: its cryptography is heavy, so the driver
 * makes it on a thread of its own.
 */
export async function baileysSocket(owner: SocketOwner, settings: SocketSettings): Promise<Socket> {
  const library = await loadBaileys();
  const account = await openAccount(library, owner, settings);
  const { shared, auth, me } = account;
  let socket: WASocket | undefined;
  let attached: Attached | undefined;
  const prune = async (): Promise<void> => {
    await shared.sent.prune();
    await shared.media.prune();
  };
  const tidy = setInterval(() => void prune().catch(() => undefined), HOUR);
  tidy.unref();

  const drop = (): void => {
    attached?.detach();
    attached = undefined;
    socket?.end(undefined).catch(() => undefined);
    socket = undefined;
  };

  return {
    async open() {
      drop();
      // A fresh connection must not begin with older keys than the last one left.
      await auth.saved();
      await prune();
      if (auth.creds.account !== undefined) owner.self({ me: me() });
      socket = connectSocket(account, settings);
      attached = attach(socket, shared);
      tellPairing(socket, owner, settings.pairNumber);
    },
    ask: async (request) => (await attached?.ask(request)) ?? { kind: 'offline' },
    refresh: async (groups) => attached?.refresh(groups),
    async forget() {
      await auth.saved();
      auth.forget();
    },
    async close() {
      clearInterval(tidy);
      drop();
      await auth.saved();
    },
  };
}
