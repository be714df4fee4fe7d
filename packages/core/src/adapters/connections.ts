import type { Clock } from '../clock.js';
import { KapwaError, messageOf } from '../errors.js';
import type { PlatformEvent } from '../events/event.js';
import type { Logger } from '../logger.js';
import type { MaybePromise } from '../store/store.js';
import { withoutWords } from '../without-words.js';
import type {
  AcceptOptions,
  Adapter,
  AdapterLink,
  AdapterSession,
  CommandMenu,
  Connection,
  Route,
} from './adapter.js';
import { adapterLog } from './adapter-log.js';
import { networkOf } from './ways.js';

/** The adapters of a kit, and which of them are connected. */
export interface Connections {
  readonly adapters: ReadonlyMap<string, Adapter>;
  get(adapter: string): Connection | undefined;
  routes(): readonly Route[];
  open(): Promise<void>;
  /** Shows the commands where a messenger has menus of them; goes on when one fails. */
  showCommands(menus: () => readonly CommandMenu[]): Promise<void>;
  /** Closes all of them, the newest first; goes on when one fails. */
  close(): Promise<void>;
}

function byName(adapters: readonly Adapter[]): ReadonlyMap<string, Adapter> {
  const map = new Map<string, Adapter>();
  for (const adapter of adapters) {
    const { name } = adapter;
    if (map.has(name)) {
      throw new KapwaError(
        'adapter.invalid',
        `Two adapters are called "${name}"; give one of them another name.`,
      );
    }
    map.set(name, adapter);
  }
  for (const { name, network = name } of adapters) {
    const other = map.get(network);
    if (other !== undefined && networkOf(other) === other.name) continue;
    throw new KapwaError(
      'adapter.invalid',
      `${name} goes beside an adapter called "${network}", and the kit has none that stands for itself; add it, or leave "network" out.`,
    );
  }
  return map;
}

async function connectionOf(adapter: Adapter, link: AdapterLink): Promise<Connection> {
  try {
    return await adapter.connect(link);
  } catch (cause) {
    if (cause instanceof KapwaError) throw cause;
    const reason = withoutWords(messageOf(cause), undefined, 1);
    throw new KapwaError('adapter.failed', `${adapter.name} could not be connected: ${reason}`, {
      cause,
    });
  }
}

const nothing = (): void => undefined;

/** What was taken in at once: the same for everybody. */
const taken = Promise.resolve();

/** Makes the connections of one kit; nothing is connected before `open`. */
export function createConnections(
  list: readonly Adapter[],
  parts: {
    readonly clock: Clock;
    readonly log: Logger;
    accept(events: readonly PlatformEvent[]): MaybePromise<unknown>;
    /** The same for what was posted by somebody who waits for their answer. */
    acceptPosted(events: readonly PlatformEvent[]): Promise<void>;
    session(space: string): AdapterSession;
    ready(): Promise<void>;
    chats(adapter: string): Promise<readonly string[]>;
    refuseTap(adapter: string): void;
    bury(adapter: string, part: unknown, reason: string): Promise<void>;
    /** A route as it is served. */
    watch(adapter: string, route: Route): Route;
  },
): Connections {
  const adapters = byName(list);
  const log = adapterLog(parts.log);
  const connected = new Map<string, Connection>();
  const accept = (events: readonly PlatformEvent[], how?: AcceptOptions): Promise<void> => {
    if (how?.answerFirst === true) return parts.acceptPosted(events);
    try {
      const answer = parts.accept(events);
      return answer instanceof Promise ? answer.then(nothing) : taken;
    } catch (error) {
      return Promise.reject(error);
    }
  };
  // Asked for at every request, and the same from one to the next.
  let routes: readonly Route[] = [];
  const collectRoutes = (): void => {
    routes = [...connected].flatMap(([name, connection]) =>
      (connection.routes ?? []).map((route) => parts.watch(name, route)),
    );
  };
  return {
    adapters,
    get: (adapter) => connected.get(adapter),
    routes: () => routes,
    async open() {
      for (const adapter of list) {
        const { name } = adapter;
        const bury = (part: unknown, reason: string): Promise<void> =>
          parts.bury(name, part, reason);
        const refuseTap = (): void => parts.refuseTap(name);
        const chats = () => parts.chats(name);
        const link = { ...parts, log, accept, bury, refuseTap, chats };
        connected.set(name, await connectionOf(adapter, link));
        collectRoutes();
      }
    },
    async showCommands(menus) {
      let made: readonly CommandMenu[] | undefined;
      for (const [name, connection] of connected) {
        if (connection.showCommands === undefined) continue;
        made ??= menus();
        try {
          await connection.showCommands(made);
        } catch (error) {
          parts.log.warn(`${name} could not show the commands: ${messageOf(error)}`);
        }
      }
    },
    async close() {
      for (const [name, connection] of [...connected].reverse()) {
        connected.delete(name);
        collectRoutes();
        try {
          await connection.close();
        } catch (error) {
          parts.log.error(`${name} could not be closed: ${messageOf(error)}`);
        }
      }
    },
  };
}
