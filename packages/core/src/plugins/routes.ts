import type { RawRequest, RawResponse, Route } from '../adapters/adapter.js';
import { KapwaError, messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import type { MaybePromise } from '../store/store.js';
import { withoutWords } from '../without-words.js';
import type { PostToLane } from './post-to-lane.js';

/** What the handler of a plugin's route may do besides answering. */
export interface RouteDoor {
  /**
   * Leaves work in the lane of a person, group or community: the plugin's `posted` step runs there.
   * Resolves once it is durable; false when the same `id` had been posted before.
   */
  post(work: PostToLane): Promise<boolean>;
}

/** An HTTP route of a plugin. */
export interface RouteSpec {
  readonly method: Route['method'];
  /** Below `/plugins/<name>/`; letters, digits, `-`, `_`, `.` and `/`. */
  readonly path: string;
  /** Largest body that is read, in bytes. */
  readonly maxBody: number;
  /**
   * Answers a request. Anybody may send one: check who it is, by a signature or a secret, before
   * believing any of it. One that throws is answered 500.
   */
  handle(request: RawRequest, door: RouteDoor): MaybePromise<RawResponse>;
}

/** The routes plugins have registered. */
export interface PluginRoutes {
  add(plugin: string, spec: RouteSpec): () => void;
  list(): readonly Route[];
}

/** What routes need of the kit. */
export interface RouteParts {
  readonly log: Logger;
  post(plugin: string, work: PostToLane): Promise<boolean>;
}

function pathOf(plugin: string, written: string): string {
  const path = written.replace(/^\/+/, '');
  if (/^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..')) {
    return `/plugins/${plugin}/${path}`;
  }
  throw new KapwaError(
    'plugin.invalid',
    `${plugin}: "${written}" cannot be the path of a route; write it like "report/new".`,
  );
}

/** Makes an empty set of routes. */
export function createPluginRoutes({ log, post }: RouteParts): PluginRoutes {
  let list: readonly Route[] = [];

  const guarded =
    (plugin: string, spec: RouteSpec): Route['handle'] =>
    async (request) => {
      try {
        return await spec.handle(request, { post: (work) => post(plugin, work) });
      } catch (error) {
        const posted = [request.url, Buffer.from(request.body).toString()];
        log.error(`${plugin} failed at a request: ${withoutWords(messageOf(error), posted, 1)}`, {
          plugin,
          path: spec.path,
        });
        return { status: 500 };
      }
    };

  return {
    add(plugin, spec) {
      const path = pathOf(plugin, spec.path);
      const { method, maxBody } = spec;
      if (list.some((route) => route.path === path && route.method === method)) {
        throw new KapwaError(
          'plugin.invalid',
          `${plugin}: the route ${method} ${path} is registered twice. Leave one out, or give it another path.`,
        );
      }
      const route: Route = { method, path, maxBody, handle: guarded(plugin, spec) };
      list = [...list, route];
      return () => {
        list = list.filter((one) => one !== route);
      };
    },
    list: () => list,
  };
}
