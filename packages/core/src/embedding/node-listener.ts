import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RawRequest, RawResponse, Route } from '../adapters/adapter.js';
import { httpStatusOf, messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import { isBodyGone, readBody } from './read-body.js';

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

/** Head and body go out in one piece, for which Node counts the bytes. */
function answer(response: ServerResponse, { status, headers = {}, body }: RawResponse): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.end(body);
}

/** Answers one request by its route. What fails is logged and answered 500. */
function serve(
  route: Route,
  url: string,
  request: IncomingMessage,
  response: ServerResponse,
  log: Logger,
): void {
  const failed = (error: unknown): void => {
    log.error(`A request could not be answered: ${messageOf(error)}`, { path: route.path });
    if (response.headersSent) response.destroy();
    else answer(response, { status: httpStatusOf(error) });
  };
  const send = (given: RawResponse): void => {
    try {
      answer(response, given);
    } catch (error) {
      failed(error);
    }
  };
  const read = (body: Uint8Array | undefined): void => {
    if (body === undefined) {
      route.tooLarge?.();
      send({ status: 413, headers: { connection: 'close' } });
      return;
    }
    const { method } = route;
    const headers = request.headers as RawRequest['headers'];
    try {
      const given = route.handle({ method, url, headers, body });
      if (given instanceof Promise) given.then(send, failed);
      else send(given);
    } catch (error) {
      failed(error);
    }
  };
  if (isBodyGone(request)) {
    failed(new Error('the body was read before: serve the kit before any body parser'));
  } else {
    readBody(request, route.maxBody, read);
  }
}

/** Answers for a path of the kit's that has no route for the method that was asked for. */
function refuseMethod(here: readonly Route[], response: ServerResponse): void {
  const allow = here.map(({ method }) => method).join(', ');
  answer(response, { status: 405, headers: { allow } });
}

/** Makes the listener of one kit. */
export function createNodeListener(routes: () => readonly Route[], log: Logger): NodeListener {
  return (request, response, next) => {
    const url = urlOf(request);
    const path = pathOf(url);
    const here = routes().filter((route) => route.path === path);
    const route = here.find(({ method }) => method === request.method);
    if (route !== undefined) serve(route, url, request, response, log);
    else if (here.length > 0) refuseMethod(here, response);
    else if (next === undefined) answer(response, { status: 404 });
    else next();
  };
}
