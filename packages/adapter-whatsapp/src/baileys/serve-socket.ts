import { baileysSocket, type SocketSettings } from './baileys-socket.js';
import { packValues } from './packed-values.js';
import { createRpc, type LineEnd } from './rpc.js';
import type { Socket, SocketOwner, SocketRequest } from './socket-port.js';

/** Runs a socket on this thread for an owner on another one. */
export function serveSocket(line: LineEnd, settings: SocketSettings): void {
  let made: Promise<Socket> | undefined;
  const owner: SocketOwner = {
    state: (state) => rpc.tell('state', state),
    self: (self) => rpc.tell('self', self),
    warn: (warning) => rpc.tell('warn', warning),
    news: async (news) => void (await rpc.ask('news', news)),
    get: (keys) => rpc.ask('get', keys) as Promise<ReadonlyMap<string, Uint8Array>>,
    keys: (prefix) => rpc.ask('keys', prefix) as Promise<readonly string[]>,
    async keep(changes, news) {
      const packed = packValues(changes);
      await rpc.send([packed.bytes.buffer], 'keep', packed, news);
    },
  };
  const socket = (): Promise<Socket> => {
    made ??= baileysSocket(owner, settings);
    return made;
  };
  const rpc = createRpc(line, {
    load: async () => void (await socket()),
    open: async () => (await socket()).open(),
    ask: async (request: SocketRequest) => (await socket()).ask(request),
    refresh: async (groups?: readonly string[]) => (await socket()).refresh(groups),
    forget: async () => (await socket()).forget?.(),
    close: async () => (await socket()).close(),
  });
}
