import { connect, createServer, type Socket } from 'node:net';

/** Stands between the store and its server, and breaks the connection where a test wants it. */
export interface CuttingProxy {
  /** The address of the server, by way of this proxy. */
  readonly url: string;
  /**
   * Breaks the connection on which a transaction is ended next: `before` the server hears of it, or
   * `after`, so that its answer is lost. Tells when that has happened.
   */
  cutAtCommit(when: 'before' | 'after'): Promise<void>;
  /** Whoever ends a transaction next stands still before that: the server hears nothing more of them. */
  standStillAtCommit(): Promise<void>;
  /** Breaks all connections, and takes no more for the time being. */
  close(): void;
  /** Takes connections again. */
  open(): void;
  /** How many connections were not taken. */
  refusals(): number;
  /** Nothing comes through any more on the connections there are, and nobody is told. */
  mute(): void;
  stop(): Promise<void>;
}

/** What pg sends for a COMMIT, as text or as a statement. */
const isCommit = (chunk: Buffer): boolean => chunk.includes('COMMIT\0');

/** Starts a proxy to the server of an address. */
export async function startCuttingProxy(url: string): Promise<CuttingProxy> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isClosed = false;
  let refusals = 0;
  /** Counts how often those that there were then have gone mute. */
  let silences = 0;
  let cut: { when: 'before' | 'after' | 'never'; done(): void } | undefined;

  const server = createServer((client) => {
    if (isClosed) {
      refusals += 1;
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port || '5432'), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    let isMute = false;
    let standsStill = false;
    const silencesBefore = silences;
    const isSilent = (): boolean => silences > silencesBefore;
    client.on('data', (chunk: Buffer) => {
      if (isSilent() || standsStill) return;
      const wanted = isCommit(chunk) ? cut : undefined;
      if (wanted === undefined) {
        upstream.write(chunk);
        return;
      }
      cut = undefined;
      if (wanted.when === 'never') {
        standsStill = true;
        wanted.done();
        return;
      }
      if (wanted.when === 'before') {
        client.destroy();
        wanted.done();
        return;
      }
      isMute = true;
      upstream.write(chunk);
      // The answer shows that the server is done; nobody else hears it.
      upstream.once('data', () => {
        client.destroy();
        wanted.done();
      });
    });
    upstream.on('data', (chunk: Buffer) => {
      if (!isMute && !isSilent()) client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cutAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  target.hostname = '127.0.0.1';
  const through = new URL(target);
  through.port = String(port);

  return {
    url: through.href,
    cutAtCommit: (when) =>
      new Promise((done) => {
        cut = { when, done };
      }),
    standStillAtCommit: () =>
      new Promise((done) => {
        cut = { when: 'never', done };
      }),
    close() {
      isClosed = true;
      cutAll();
    },
    open() {
      isClosed = false;
    },
    refusals: () => refusals,
    mute() {
      silences += 1;
    },
    async stop() {
      cutAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
