import type { BaileysSocket } from '@kapwa/adapter-whatsapp';
import type { WhatsAppPerson, WhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import makeWASocket, {
  initAuthCreds,
  type SignalDataSet,
  type SignalDataTypeMap,
  type WASocket,
} from 'baileys';

/** What Baileys logs is of no use here. */
export const silent = {
  level: 'silent',
  child: () => silent,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** A session in memory. */
export function session() {
  const kept = new Map<string, unknown>();
  return {
    creds: initAuthCreds(),
    keys: {
      get<Type extends keyof SignalDataTypeMap>(type: Type, ids: string[]) {
        const found: { [id: string]: SignalDataTypeMap[Type] } = {};
        for (const id of ids) {
          const value = kept.get(`${type}/${id}`);
          if (value != null) found[id] = value as SignalDataTypeMap[Type];
        }
        return found;
      },
      set(data: SignalDataSet) {
        for (const [type, entries] of Object.entries(data)) {
          for (const [id, value] of Object.entries(entries ?? {})) kept.set(`${type}/${id}`, value);
        }
      },
    },
  };
}

/** A socket that a host has, connected anew whenever it closes, and given on each time. */
export function openSocket(whatsapp: WhatsAppWeb, phone: WhatsAppPerson) {
  let use: (socket: BaileysSocket) => void = () => undefined;
  let current: WASocket | undefined;
  const auth = session();
  const connect = (): void => {
    const socket = makeWASocket({ ...whatsapp.socketOptions, auth, logger: silent });
    current = socket;
    use(socket);
    socket.ev.on('connection.update', ({ qr, connection }) => {
      if (qr !== undefined) void phone.scans(qr);
      if (connection === 'close' && current === socket) connect();
    });
  };
  return {
    give(given: typeof use) {
      use = given;
    },
    connect,
    async end() {
      const last = current;
      current = undefined;
      await last?.end(undefined);
    },
  };
}
