import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenLocally } from '../local-server.js';
import { ApiError, badRequest } from './api-error.js';
import { isMethod, problemWithCall } from './check-call.js';
import type { Faults } from './faults.js';
import { readParams } from './read-params.js';
import type { Json } from './state.js';

/** What the server asks the rest of the fake. */
export interface ApiBackend {
  readonly token: string;
  readonly faults: Faults;
  /** Carries out a call that has the right form; throws `ApiError` for what is refused. */
  call(method: string, params: Json, gone: AbortSignal): unknown;
  file(path: string): Uint8Array | undefined;
}

/** A call as it came. */
export interface TelegramCall {
  readonly method: string;
  readonly params: Json;
  /** The HTTP status it was answered; 0 where the connection was cut. */
  readonly status: number;
  /** Why it was refused, in the server's words. */
  readonly description?: string;
}

/** The running server. */
export interface ApiServer {
  readonly address: string;
  /** All but the calls for updates. */
  readonly calls: readonly TelegramCall[];
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: Json;
}

const METHOD = /^\/bot([^/]+)\/([A-Za-z]+)(?:\?.*)?$/;
const FILE = /^\/file\/bot([^/]+)\/(.+)$/;

function refusal({ code, message, parameters }: ApiError): Answer {
  const body = { ok: false, error_code: code, description: message };
  return { status: code, body: parameters === undefined ? body : { ...body, parameters } };
}

async function carriedOut(
  { call }: ApiBackend,
  method: string,
  params: Json | undefined,
  gone: AbortSignal,
): Promise<Answer> {
  try {
    if (!isMethod(method)) throw new ApiError(404, 'Not Found: method not found');
    if (params === undefined) throw badRequest("can't parse request JSON object");
    const problem = problemWithCall(method, params);
    if (problem !== undefined) throw badRequest(problem);
    return { status: 200, body: { ok: true, result: await call(method, params, gone) } };
  } catch (error) {
    if (error instanceof ApiError) return refusal(error);
    throw error;
  }
}

function faulty(fault: { code: number; description: string; retryAfter?: number }): Answer {
  const { code, description, retryAfter } = fault;
  const parameters = retryAfter === undefined ? undefined : { retry_after: retryAfter };
  return refusal(new ApiError(code, description, parameters));
}

/** The answer; undefined where the connection is cut. */
async function answerTo(
  backend: ApiBackend,
  method: string,
  params: Json | undefined,
  gone: AbortSignal,
): Promise<Answer | undefined> {
  const fault = backend.faults.next(method);
  if (fault === 'request-lost') return undefined;
  if (typeof fault === 'object') return faulty(fault);
  const answer = await carriedOut(backend, method, params, gone);
  return fault === 'answer-lost' ? undefined : answer;
}

function write(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Ends when the caller hangs up before the answer. */
function hangUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.on('close', () => controller.abort());
  return controller.signal;
}

/** Serves `/bot<token>/<method>` and the download of files, on a free port of this machine. */
export async function startApiServer(backend: ApiBackend): Promise<ApiServer> {
  const calls: TelegramCall[] = [];

  const download = (response: ServerResponse, path: string): void => {
    const bytes = backend.file(path);
    response.writeHead(bytes === undefined ? 404 : 200);
    response.end(bytes);
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, filesToken, path] = FILE.exec(request.url ?? '') ?? [];
    if (path !== undefined && filesToken === backend.token) return download(response, path);
    const [, token, method = ''] = METHOD.exec(request.url ?? '') ?? [];
    const params = await readParams(request, method);
    if (token === undefined) return write(response, refusal(new ApiError(404, 'Not Found')));
    if (token !== backend.token) return write(response, refusal(new ApiError(401, 'Unauthorized')));
    const answer = await answerTo(backend, method, params, hangUp(response));
    if (method !== 'getUpdates') {
      const description = answer?.body.description;
      const call = { method, params: params ?? {}, status: answer?.status ?? 0 };
      calls.push(typeof description === 'string' ? { ...call, description } : call);
    }
    if (answer === undefined) request.socket.destroy();
    else write(response, answer);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const description = `Internal Server Error: ${String(error)}`;
      write(response, refusal(new ApiError(500, description)));
    });
  });
  const { port, close } = await listenLocally(server);
  return { address: `http://127.0.0.1:${port}`, calls, close };
}
