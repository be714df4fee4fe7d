import { createServer } from 'node:http';
import type { Kit } from '@kapwa/core';
import { listenLocally } from './local-server.js';

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
  const { port, close } = await listenLocally(createServer(kit.handle));
  return { url: `http://127.0.0.1:${port}`, close };
}
