import type { RawRequest, Route } from '@kapwa/core';
import { adapterRequest, adapterResponse } from './adapter-request.js';
import type { BotAdapterLike, SocketServer, TurnLogic } from './bot-framework.js';

/** What an adapter is told about the bot it serves. */
export interface StandInParts {
  readonly adapter: BotAdapterLike;
  /** Where the platform posts to. */
  readonly path: string;
  readonly server: SocketServer | undefined;
  readonly logic: TurnLogic;
}

/** What an adapter takes for a Botkit controller, and the routes it asked for. */
export interface StandIn {
  readonly controller: object;
  readonly routes: readonly Route[];
}

type Handler = (request: object, response: object) => unknown;

/** Facebook asks once by GET whether the address is the bot's; nothing of that is larger. */
const MAX_BODY = 4096;

function getRoute(path: string, handler: Handler): Route {
  return {
    method: 'GET',
    path,
    maxBody: MAX_BODY,
    async handle(raw: RawRequest) {
      const { response, answer } = adapterResponse();
      const request = adapterRequest(raw);
      if (request !== undefined) await handler(request, response);
      return answer();
    },
  };
}

/**
 * What adapters made for Botkit want to be started with. They look for a controller: this has as
 * much of one as the six adapters that come with Botkit use.
 */
export function standIn({ adapter, path, server, logic }: StandInParts): StandIn {
  const routes: Route[] = [];
  const waiting: (() => void)[] = [];
  const missing = new Set<string>();
  const controller = {
    adapter,
    http: server,
    handleTurn: logic,
    getConfig: (key?: string) => (key === 'webhook_uri' ? path : undefined),
    webserver: {
      get: (at: string, handler: Handler) => void routes.push(getRoute(at, handler)),
    },
    addDep: (name: string) => void missing.add(name),
    completeDep(name: string) {
      missing.delete(name);
      if (missing.size > 0) return;
      for (const run of waiting.splice(0)) run();
    },
    ready(run: () => void) {
      if (missing.size === 0) run();
      else waiting.push(run);
    },
  };
  return { controller, routes };
}
