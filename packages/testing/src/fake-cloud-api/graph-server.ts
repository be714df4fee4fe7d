import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Faults } from './faults.js';
import { type GraphError, graphError, graphErrorBody } from './graph-error.js';
import { problemWith } from './message-shapes.js';

/** A body that has the right form. */
export type Posted = Readonly<Record<string, unknown>>;

/** What the server asks the rest of the fake. */
export interface GraphBackend {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly faults: Faults;
  /** Takes a message that has the right form: the answer's body, or why not. */
  take(message: Posted): { readonly body: unknown } | { readonly error: GraphError };
}

/** A request to the Graph API as it came, with the status it was answered. */
export interface GraphRequest {
  readonly path: string;
  readonly body: unknown;
  /** 0 where the connection was cut. */
  readonly status: number;
}

/** The running server. */
export interface GraphServer {
  readonly address: string;
  readonly requests: readonly GraphRequest[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const PATH = /^\/v\d+\.\d+\/(\d+)\/messages$/;

const refused = (error: GraphError): Answer => ({
  status: error.status,
  body: graphErrorBody(error),
});

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** What Meta would say before it looks into the message. */
function refuseCaller(request: IncomingMessage, backend: GraphBackend): GraphError | undefined {
  const phoneNumberId = PATH.exec(request.url ?? '')?.[1];
  if (phoneNumberId === undefined || request.method !== 'POST') {
    return { status: 404, code: 2500, message: 'Unknown path components' };
  }
  if (request.headers.authorization !== `Bearer ${backend.token}`) {
    const message = 'Error validating access token: the session has been invalidated';
    return { status: 401, code: 190, message };
  }
  if (phoneNumberId !== backend.phoneNumberId) {
    const message = `Unsupported post request. Object with ID '${phoneNumberId}' does not exist`;
    return { status: 400, code: 100, subcode: 33, message };
  }
  return undefined;
}

function answer(request: IncomingMessage, body: unknown, backend: GraphBackend): Answer {
  const error = refuseCaller(request, backend);
  if (error) return refused(error);
  const problem = problemWith(body);
  if (problem !== undefined) return refused(graphError(100, problem));
  const result = backend.take(body as Posted);
  return 'error' in result ? refused(result.error) : { status: 200, body: result.body };
}

/** The answer under the fault that is planned, if any; undefined where the connection is cut. */
function answerWithFault(
  request: IncomingMessage,
  body: unknown,
  backend: GraphBackend,
): Answer | undefined {
  const fault = backend.faults.next();
  if (fault === 'request-lost') return undefined;
  if (typeof fault === 'object') {
    return refused({ ...fault, message: `(#${fault.code}) A planned fault` });
  }
  const result = answer(request, body, backend);
  return fault === 'answer-lost' ? undefined : result;
}

function write(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8' });
  response.end(JSON.stringify(body));
}

function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  return closed;
}

/** Serves `POST /{version}/{phone number id}/messages` on a free port of this machine. */
export async function startGraphServer(backend: GraphBackend): Promise<GraphServer> {
  const requests: GraphRequest[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '';
    const body = await readJson(request);
    const result = answerWithFault(request, body, backend);
    requests.push({ path, body, status: result?.status ?? 0 });
    if (result) write(response, result);
    else request.socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, requests, close: () => stop(server) };
}
