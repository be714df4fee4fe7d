import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import {
  httpStatusOf,
  type Logger,
  messageOf,
  type RawRequest,
  type RawResponse,
  type Route,
} from '@kapwa/core';
import { readBody } from './read-body.js';

/** What the listener needs. */
export interface ListenerParts {
  readonly routes: readonly Route[];
  /** Serves every path that is no route. */
  readonly others: RequestListener;
  readonly log: Logger;
  /** Whether the server is stopping: then each answer is the last on its connection. */
  isStopping(): boolean;
}

type Answer = (response: ServerResponse, raw: RawResponse) => void;

function answerWith(parts: ListenerParts): Answer {
  return (response, { status, headers, body = '' }) => {
    response.writeHead(status, {
      ...headers,
      'content-length': Buffer.byteLength(body),
      ...(parts.isStopping() && { connection: 'close' }),
    });
    response.end(body);
  };
}

/** Node joins repeated headers with a comma; only `set-cookie`, which no request has, is a list. */
function rawRequest(request: IncomingMessage, body: Uint8Array): RawRequest {
  return {
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: request.headers as RawRequest['headers'],
    body,
  };
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function groupByPath(routes: readonly Route[]): ReadonlyMap<string, readonly Route[]> {
  const byPath = new Map<string, Route[]>();
  for (const route of routes) byPath.set(route.path, [...(byPath.get(route.path) ?? []), route]);
  return byPath;
}

/**
 * Serves the routes of transports straight on `node:http`, with the bytes as they came: nothing
 * stands between a webhook and the check of its signature. Other paths go to the pages.
 */
export function createRouteListener(parts: ListenerParts): RequestListener {
  const byPath = groupByPath(parts.routes);
  const answer = answerWith(parts);

  async function serve(
    route: Route,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const body = await readBody(request, response, route.maxBody);
    if (body === 'gone') return;
    if (body === 'too-large') {
      route.tooLarge?.();
      answer(response, { status: 413 });
      return;
    }
    try {
      answer(response, await route.handle(rawRequest(request, body)));
    } catch (error) {
      parts.log.error('A request could not be answered.', {
        path: route.path,
        reason: messageOf(error),
      });
      if (!response.headersSent) answer(response, { status: httpStatusOf(error) });
    }
  }

  return (request, response) => {
    const here = byPath.get(pathOf(request.url ?? '/'));
    if (here === undefined) {
      parts.others(request, response);
      return;
    }
    const route = here.find(({ method }) => method === request.method);
    if (route !== undefined) {
      void serve(route, request, response);
      return;
    }
    const allow = here.map(({ method }) => method).join(', ');
    answer(response, { status: 405, headers: { allow } });
  };
}
