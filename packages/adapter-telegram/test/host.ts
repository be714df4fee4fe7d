import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Kit } from '@kapwa/core';

/** A web server of a host's own, which passes requests on to a kit. */
export interface Host {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a kit on a free port of this machine. */
export async function hostKit(kit: Kit): Promise<Host> {
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = 'GET', headers, url } = request;
    const answer = await kit.fetch(
      new Request(`http://127.0.0.1${url}`, {
        method,
        headers: headers as Record<string, string>,
        ...(method === 'POST' && { body: Buffer.concat(chunks) }),
      }),
    );
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
