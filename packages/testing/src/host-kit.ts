import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kit } from '@kapwa/core';

/** A web server that serves a kit. */
export interface HostedKit {
  /** Such as `http://127.0.0.1:49213`; the routes of the kit lie below it. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves the routes of a kit on a free port of this machine, so that the webhooks of a fake reach
 * it: `fake.subscribe(`${host.url}/webhooks/whatsapp`)`.
 */
export async function hostKit(kit: Kit): Promise<HostedKit> {
  const server = createServer(kit.handle);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
