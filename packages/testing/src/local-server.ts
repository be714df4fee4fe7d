import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that listens on this machine, and is heard by nobody else. */
export interface LocalServer {
  readonly port: number;
  /** Ends it, with the connections that are open. */
  close(): Promise<void>;
}

/** Lets a server listen on a free port of this machine. */
export async function listenLocally(server: Server): Promise<LocalServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
