import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenLocally } from '../local-server.js';
import type { Faults } from './faults.js';
import { type GraphError, graphError, graphErrorBody } from './graph-error.js';
import { type GroupsWorld, groupsAnswer } from './group-endpoints.js';
import type { MediaAnswer, MediaStore } from './media-store.js';
import { problemWith } from './message-shapes.js';

/** A body that has the right form. */
export type Posted = Readonly<Record<string, unknown>>;

/** What the server asks the rest of the fake. */
export interface GraphBackend {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly faults: Faults;
  readonly media: MediaStore;
  /** Takes a message that has the right form: the answer's body, or why not. */
  take(message: Posted): { readonly body: unknown } | { readonly error: GraphError };
  /** What the number says of itself. */
  readonly number: unknown;
  /** The business, and its templates as they are listed. */
  readonly business: { readonly id: string; templates(): readonly unknown[] };
  readonly groups: GroupsWorld;
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
  /** The MIME type of bytes; JSON where there is none. */
  readonly type?: string;
}

/** A request, with the body in the form its type says. */
interface Received {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly host: string;
  readonly body: unknown;
}

const OBJECT = /^\/v\d+\.\d+\/(\d+)(?:\/(messages|media))?$/;
const MEDIA = /^\/whatsapp_business\/attachments\/\?mid=(\d+)$/;

const refused = (error: GraphError): Answer => ({
  status: error.status,
  body: graphErrorBody(error),
});

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { 'content-type': type = '' } = request.headers;
  try {
    const body = new Response(Buffer.concat(chunks), { headers: { 'content-type': type } });
    return await (type.startsWith('multipart/') ? body.formData() : body.json());
  } catch {
    return undefined;
  }
}

async function receive(request: IncomingMessage): Promise<Received> {
  const { method = '', url: path = '', headers } = request;
  const { authorization, host = '' } = headers;
  return { method, path, authorization, host, body: await readBody(request) };
}

const unknownPath: GraphError = { status: 404, code: 2500, message: 'Unknown path components' };
const wrongToken: GraphError = {
  status: 401,
  code: 190,
  message: 'Error validating access token: the session has been invalidated',
};

function noObject(id: string): GraphError {
  const message = `Unsupported post request. Object with ID '${id}' does not exist`;
  return { status: 400, code: 100, subcode: 33, message };
}

function asAnswer(result: MediaAnswer): Answer {
  return 'error' in result ? refused(result.error) : { status: 200, body: result.body };
}

/** The bytes at an address that was given out before. */
function bytesAt(key: string, { media }: GraphBackend): Answer {
  const file = media.open(key);
  if (file === undefined) return { status: 404, body: {} };
  return { status: 200, body: file.bytes, type: file.mimeType };
}

function toMessages(body: unknown, backend: GraphBackend): Answer {
  const problem = problemWith(body);
  if (problem !== undefined) return refused(graphError(100, problem));
  return asAnswer(backend.take(body as Posted));
}

/** What is below the version, without the query; undefined for a path without one. */
function belowVersion(path: string): string | undefined {
  return /^\/v\d+\.\d+(\/[^?]*)/.exec(path)?.[1];
}

/** Whether it is only asked which number this is: that is no part of what a test plays. */
function asksForNumber({ method, path }: Received, { phoneNumberId }: GraphBackend): boolean {
  return method === 'GET' && belowVersion(path) === `/${phoneNumberId}`;
}

/** The page of the templates of a business that is asked for; undefined where none is. */
function templatesPage({ method, path }: Received, { business }: GraphBackend): Answer | undefined {
  const edge = `/${business.id}/message_templates`;
  if (method !== 'GET' || belowVersion(path) !== edge) return undefined;
  const { searchParams } = new URL(path, 'http://localhost');
  const [from, limit] = [
    Number(searchParams.get('after') ?? 0),
    Number(searchParams.get('limit') ?? 25),
  ];
  const all = business.templates();
  const end = from + limit;
  const more = end < all.length ? { next: `${edge}?after=${end}` } : {};
  const paging = { cursors: { before: String(from), after: String(end) }, ...more };
  return { status: 200, body: { data: all.slice(from, end), paging } };
}

/** What Meta would answer; who asks comes before what they want. */
async function answer(request: Received, backend: GraphBackend): Promise<Answer> {
  const { method, path, authorization, body } = request;
  const asked = { method, path: belowVersion(path) ?? '', body };
  const isAllowed = authorization === `Bearer ${backend.token}`;
  if (asksForNumber(request, backend)) {
    return isAllowed ? { status: 200, body: backend.number } : refused(wrongToken);
  }
  const templates = templatesPage(request, backend);
  if (templates !== undefined) return isAllowed ? templates : refused(wrongToken);
  const ofGroup = isAllowed ? groupsAnswer(asked, backend.groups) : undefined;
  return ofGroup === undefined ? answerOther(request, backend) : asAnswer(ofGroup);
}

async function answerOther(request: Received, backend: GraphBackend): Promise<Answer> {
  const { method, path, authorization, host, body } = request;
  const isReading = method === 'GET';
  const [, key] = MEDIA.exec(path) ?? [];
  const [, id, edge] = OBJECT.exec(isReading ? path.replace(/\?.*$/s, '') : path) ?? [];
  const isKnown = isReading ? key !== undefined || (id !== undefined && !edge) : edge;
  if (authorization !== `Bearer ${backend.token}`) return refused(wrongToken);
  if (!isKnown || !(isReading || method === 'POST')) return refused(unknownPath);
  if (key !== undefined) return bytesAt(key, backend);
  if (isReading) return asAnswer(backend.media.describe(id ?? '', `http://${host}`));
  if (id !== backend.phoneNumberId) return refused(noObject(id ?? ''));
  if (edge === 'messages') return toMessages(body, backend);
  if (body instanceof FormData) return asAnswer(await backend.media.take(body));
  return refused(graphError(100, 'The body must be a form'));
}

/** The answer under the fault that is planned, if any; undefined where the connection is cut. */
async function answerWithFault(
  request: Received,
  backend: GraphBackend,
): Promise<Answer | undefined> {
  if (asksForNumber(request, backend)) return answer(request, backend);
  const fault = backend.faults.next();
  if (fault === 'request-lost') return undefined;
  if (typeof fault === 'object') {
    return refused({ ...fault, message: `(#${fault.code}) A planned fault` });
  }
  const result = await answer(request, backend);
  return fault === 'answer-lost' ? undefined : result;
}

function write(response: ServerResponse, { status, body, type }: Answer): void {
  response.writeHead(status, { 'content-type': type ?? 'application/json; charset=UTF-8' });
  response.end(type === undefined ? JSON.stringify(body) : body);
}

/**
 * Serves on a free port of this machine what the Graph API has below `/{version}`: messages and
 * media of one number, and the media themselves.
 */
export async function startGraphServer(backend: GraphBackend): Promise<GraphServer> {
  const requests: GraphRequest[] = [];
  const server = createServer(async (request, response) => {
    const received = await receive(request);
    const { path, body } = received;
    const result = await answerWithFault(received, backend);
    if (!asksForNumber(received, backend)) {
      requests.push({ path, body, status: result?.status ?? 0 });
    }
    if (result) write(response, result);
    else request.socket.destroy();
  });
  const { port, close } = await listenLocally(server);
  return { address: `http://127.0.0.1:${port}`, requests, close };
}
