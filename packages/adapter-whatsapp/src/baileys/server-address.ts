import { Agent } from 'node:https';
import { connect } from 'node:net';
import type { Baileys } from './load-baileys.js';

/** Another server than WhatsApp's own, for tests; a fake of `@kapwa/testing/whatsapp-web` gives it. */
export interface ServerAddress {
  readonly url: string;
  /** The public key that vouches for that server, in base64. */
  readonly rootKey: string;
  /** Where media is left and fetched, as `host:port`. */
  readonly mediaHost?: string;
}

/** What Baileys has to be told to speak with another server. */
export function serverConfig(library: Baileys, server: ServerAddress | undefined) {
  if (server === undefined) return {};
  library.WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(server.rootKey, 'base64');
  const { url: waWebSocketUrl, mediaHost } = server;
  if (mediaHost === undefined) return { waWebSocketUrl };
  const [host = '127.0.0.1', port] = mediaHost.split(':');
  const fetchAgent = new Agent();
  Object.assign(fetchAgent, { createConnection: () => connect(Number(port), host) });
  return { waWebSocketUrl, fetchAgent };
}
