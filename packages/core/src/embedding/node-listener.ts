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
  const length = body === '' ? 0 : Buffer.byteLength(body);
  response.writeHead(
    status,
    headers === undefined ? { 'content-length': length } : { ...headers, 'content-length': length },
  );
  response.end(body);
}

/** A body that has been read; undefined when it has too many bytes. */
type Body = Uint8Array | undefined;

/**
 * Reads the bytes of the body. Told by calls: an async iterator over the stream costs a third of
 * what answering a webhook does, and a promise for every body costs some of it, too.
 */
function readBody(
  request: IncomingMessage,
  limit: number,
  read: (body: Body) => void,
  lost: (error: Error) => void,
): void {
  const parsed = (request as { body?: unknown }).body;
  if (parsed instanceof Uint8Array) {
    read(parsed.byteLength > limit ? undefined : parsed);
    return;
  }
  if (request.readableEnded) {
    lost(new Error('the body was read before: serve the kit before any body parser'));
    return;
  }
  if (Number(request.headers['content-length'] ?? 0) > limit) {
    read(undefined);
    return;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isOver = false;
  const goneBefore = (error?: Error): void => {
    if (isOver) return;
    isOver = true;
    lost(error ?? new Error('the caller went away'));
  };
  request.on('data', (chunk: Uint8Array) => {
    if (isOver) return;
    size += chunk.byteLength;
    chunks.push(chunk);
    if (size <= limit) return;
    isOver = true;
    request.pause();
    read(undefined);
  });
  request.on('end', () => {
    if (isOver) return;
    isOver = true;
    read(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));
  });
  request.on('error', goneBefore);
  request.on('close', goneBefore);
}

function serve(
  route: Route,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
  failed: (error: unknown) => void,
): void {
  const read = (body: Body): void => {
    if (body === undefined) {
      route.tooLarge?.();
      response.setHeader('connection', 'close');
      answer(response, { status: 413 });
      return;
    }
    const headers = request.headers as RawRequest['headers'];
    const { method = 'GET' } = request;
    const send = (given: RawResponse): void => {
      try {
        answer(response, given);
      } catch (error) {
        failed(error);
      }
    };
    try {
      const answered = route.handle({ method, url, headers, body });
      if (answered instanceof Promise) answered.then(send, failed);
      else send(answered);
    } catch (error) {
      failed(error);
    }
  };
  readBody(request, route.maxBody, read, failed);
}

/** Answers for a path that has routes, but none for the method that was asked for. */
function refuseMethod(here: readonly Route[], response: ServerResponse): void {
  const allow = here.map(({ method }) => method).join(', ');
  answer(response, { status: 405, headers: { allow } });
}

/** Makes the listener of one kit. A route that fails is logged and answered 500. */
export function createNodeListener(routes: () => readonly Route[], log: Logger): NodeListener {
  return (request, response, next) => {
    const url = urlOf(request);
    const path = pathOf(url);
    const all = routes();
    const route = all.find((one) => one.path === path && one.method === request.method);
    if (route === undefined) {
      const here = all.filter((one) => one.path === path);
      if (here.length > 0) refuseMethod(here, response);
      else if (next === undefined) answer(response, { status: 404 });
      else next();
      return;
    }
    serve(route, url, request, response, (error) => {
      log.error(`A request could not be answered: ${messageOf(error)}`, { path });
      if (response.headersSent) response.destroy();
      else answer(response, { status: httpStatusOf(error) });
    });
  };
}
