import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import WebSocket from 'ws';

/** A web page with a chat in it. */
export interface Page {
  /** Under which the web adapter knows it; nobody else has it. */
  readonly user: string;
  /** What the bot wrote, oldest first. */
  readonly texts: readonly string[];
  writes(text: string): void;
  /** Resolves once the bot has written so many messages. */
  shows(count: number): Promise<readonly string[]>;
  /** Resolves once everything the bot has sent by now is here. */
  caughtUp(): Promise<void>;
  close(): Promise<void>;
}

let pages = 0;

/** Resolves once something holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

/** A server on a free port of this machine, as a web adapter wants it. */
export async function openServer(): Promise<Server> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Closes a server with everything that is still connected. */
export async function closeServer(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}

/** Opens a page that talks to the web adapter behind a server; a new one, or one that comes back. */
export async function openPage(server: Server, user?: string): Promise<Page> {
  pages += 1;
  const id = user ?? `visitor-${pages}`;
  const { port } = server.address() as AddressInfo;
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const texts: string[] = [];
  socket.on('message', (data: Buffer) => {
    const { type, text } = JSON.parse(data.toString('utf8')) as { type: string; text?: string };
    if (type === 'message') texts.push(text ?? '');
  });
  await once(socket, 'open');
  // As the page that comes with the adapter does: from now on the adapter knows who this is.
  socket.send(JSON.stringify({ type: 'hello', user: id }));
  return {
    user: id,
    texts,
    writes: (text) => socket.send(JSON.stringify({ type: 'message', text, user: id })),
    async shows(count) {
      await until(() => texts.length >= count);
      return texts;
    },
    async caughtUp() {
      // Frames come in order: the answer to this one is behind everything that was sent before.
      socket.ping();
      await once(socket, 'pong');
    },
    async close() {
      if (socket.readyState === WebSocket.CLOSED) return;
      socket.close();
      await once(socket, 'close');
    },
  };
}
