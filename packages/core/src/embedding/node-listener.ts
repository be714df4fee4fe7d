import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest, RawResponse, Route } from '../adapters/adapter.js';
import { httpStatusOf, messageOf } from '../errors.js';
import type { Logger } from '../logger.js';

/**
 * Serves a kit's routes from a Node server: `node:http`, Express (`app.use(kit.handle)`), Fastify
 * and whatever else calls a listener. Paths that are none of the kit's go to `next` where there is
 * one, and are answered 404 otherwise.
 */
export type NodeListener = (
  request: IncomingMessage,
  response: ServerResponse,
  next?: (error?: unknown) => void,
) => void;

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

/** The address as the client wrote it: Express takes away what a router was mounted at. */
function urlOf(request: IncomingMessage): string {
  const original = (request as { originalUrl?: unknown }).originalUrl;
  return typeof original === 'string' ? original : (request.url ?? '/');
}

function answer(response: ServerResponse, { status, headers, body = '' }: RawResponse): void {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

/** The bytes of the body; undefined when there are too many. Rejects when the caller goes away. */
function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array | undefined> {
  const parsed = (request as { body?: unknown }).body;
  if (parsed instanceof Uint8Array) {
    return Promise.resolve(parsed.byteLength > limit ? undefined : parsed);
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) return Promise.resolve(undefined);
  // By events: an async iterator over the stream costs a third of what answering a webhook does.
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else {
        request.pause();
        resolve(undefined);
      }
    });
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the caller went away')));
  });
}

async function serve(
  route: Route,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.readableEnded && !((request as { body?: unknown }).body instanceof Uint8Array)) {
    throw new Error('the body was read before: serve the kit before any body parser');
  }
  const body = await readBody(request, route.maxBody);
  if (body === undefined) {
    response.setHeader('connection', 'close');
    answer(response, { status: 413 });
    return;
  }
  const headers = request.headers as RawRequest['headers'];
  const { method = 'GET' } = request;
  answer(response, await route.handle({ method, url: urlOf(request), headers, body }));
}

/** Makes the listener of one kit. A route that fails is logged and answered 500. */
export function createNodeListener(routes: () => readonly Route[], log: Logger): NodeListener {
  return (request, response, next) => {
    const path = pathOf(urlOf(request));
    const here = routes().filter((route) => route.path === path);
    if (here.length === 0) {
      if (next === undefined) answer(response, { status: 404 });
      else next();
      return;
    }
    const route = here.find(({ method }) => method === request.method);
    if (route === undefined) {
      const allow = here.map(({ method }) => method).join(', ');
      answer(response, { status: 405, headers: { allow } });
      return;
    }
    serve(route, request, response).catch((error) => {
      log.error(`A request could not be answered: ${messageOf(error)}`, { path });
      if (response.headersSent) response.destroy();
      else answer(response, { status: httpStatusOf(error) });
    });
  };
}
