import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Agent } from 'node:https';
import { connect } from 'node:net';
import { listenLocally } from '../../local-server.js';

/** Where sealed files are uploaded to and fetched from. */
export interface MediaHost {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** Takes files to this host, whatever it is called: uploads are always made by HTTPS. */
  readonly agent: Agent;
  /** Keeps a file and gives its path. */
  put(bytes: Buffer): string;
  get(path: string): Buffer | undefined;
  close(): Promise<void>;
}

/**
 * An agent for HTTPS requests that speaks plain HTTP to one port.
 *
 * Baileys uploads to `https://<host>/` in any case, but with the agent it is given
 * (7.0.0-rc14, lib/Utils/messages-media.js: getWAUploadToServer, uploadWithNodeHttp).
 */
function plainAgent(port: number): Agent {
  const agent = new Agent();
  return Object.assign(agent, { createConnection: () => connect(port, '127.0.0.1') });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function answerUpload(response: ServerResponse, host: string, path: string): void {
  response.setHeader('content-type', 'application/json');
  // Without a direct path clients fetch from the address itself, which may be plain HTTP.
  response.end(JSON.stringify({ url: `http://${host}${path}` }));
}

/** Starts a media host on this machine. */
export async function startMediaHost(): Promise<MediaHost> {
  const files = new Map<string, Buffer>();
  const put = (bytes: Buffer): string => {
    const path = `/v/${randomBytes(16).toString('hex')}.enc`;
    files.set(path, bytes);
    return path;
  };
  let host = '';

  const server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      answerUpload(response, host, put(await bodyOf(request)));
      return;
    }
    const file = files.get(new URL(request.url ?? '/', 'http://x').pathname);
    if (!file) response.statusCode = 404;
    response.end(file);
  });
  const { port, close } = await listenLocally(server);
  host = `127.0.0.1:${port}`;
  const agent = plainAgent(port);

  return {
    host,
    agent,
    put,
    get: (path) => files.get(path),
    async close() {
      agent.destroy();
      await close();
    },
  };
}
