import { connect, createServer, type Socket } from 'node:net';

/** Stands between clients and the server as a pooler does, and tells clients numbers of its own making. */
export interface PoolingProxy {
  /** The address of the server, by way of this proxy. */
  readonly url: string;
  stop(): Promise<void>;
}

/** For how long a client has one connection of the server: as long as it is there, or a transaction. */
export type PoolMode = 'session' | 'transaction';

/** Cuts what comes in into messages: a letter, a length, and the rest. */
function messagesOf(take: (kind: string, message: Buffer) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const length = rest.readUInt32BE(1) + 1;
      const message = rest.subarray(0, length);
      rest = rest.subarray(length);
      take(String.fromCharCode(message[0] ?? 0), message);
    }
  };
}

/** A connection of the server, and the client that has it at the moment. */
interface Lent {
  readonly server: Socket;
  client: PooledClient | undefined;
}

interface PooledClient {
  readonly socket: Socket;
  hasStarted: boolean;
  lent: Lent | undefined;
  /** What it asked to which the server has not said that it is ready again. */
  open: number;
}

/** Starts a pooler before the server of an address. */
export async function startPoolingProxy(url: string, mode: PoolMode): Promise<PoolingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  /** Those nobody has; the one that was used last is lent first. */
  const free: Lent[] = [];

  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };

  const giveBack = (lent: Lent, client: PooledClient): void => {
    if (mode === 'session') return;
    lent.client = undefined;
    client.lent = undefined;
    free.push(lent);
  };

  const hearServer = (lent: Lent) =>
    messagesOf((kind, message) => {
      const { client } = lent;
      if (client === undefined) return;
      // The number of its process, and the word by which it may be interrupted.
      if (kind === 'K') message.writeUInt32BE(0x7fff_0001, 5);
      client.socket.write(message);
      if (kind !== 'Z') return;
      if (client.hasStarted) client.open -= 1;
      client.hasStarted = true;
      const isIdle = String.fromCharCode(message[5] ?? 0) === 'I';
      if (isIdle && client.open === 0) giveBack(lent, client);
    });

  const serve = createServer((socket) => {
    track(socket);
    const server = connect(Number(target.port || '5432'), target.hostname);
    track(server);
    // Each brings one connection into the pool.
    const own: Lent = { server, client: undefined };
    const client: PooledClient = { socket, hasStarted: false, lent: own, open: 0 };
    own.client = client;
    server.on('data', hearServer(own));
    const ask = messagesOf((kind, message) => {
      if (kind === 'Q' || kind === 'S') client.open += 1;
      if (kind === 'X') return;
      client.lent ??= free.pop();
      if (client.lent === undefined) throw new Error('The pool has nothing left.');
      client.lent.client = client;
      client.lent.server.write(message);
    });
    socket.on('data', (chunk: Buffer) => (client.hasStarted ? ask(chunk) : server.write(chunk)));
  });
  await new Promise<void>((resolve) => serve.listen(0, '127.0.0.1', resolve));
  const address = serve.address();
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address !== null ? address.port : 0);
  return {
    url: through.href,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => serve.close(resolve));
    },
  };
}
