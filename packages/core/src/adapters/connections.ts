import type { Clock } from '../clock.js';
import { KapwaError, messageOf } from '../errors.js';
import type { PlatformEvent } from '../events/event.js';
import type { Logger } from '../logger.js';
import type { Adapter, Connection, Route } from './adapter.js';

/** The adapters of a kit, and which of them are connected. */
export interface Connections {
  readonly adapters: ReadonlyMap<string, Adapter>;
  get(adapter: string): Connection | undefined;
  routes(): readonly Route[];
  open(): Promise<void>;
  /** Closes all of them, the newest first; goes on when one fails. */
  close(): Promise<void>;
}

function byName(adapters: readonly Adapter[]): ReadonlyMap<string, Adapter> {
  const map = new Map(adapters.map((adapter) => [adapter.name, adapter]));
  if (map.size === adapters.length) return map;
  throw new KapwaError(
    'adapter.invalid',
    'Two adapters have the same name; give one of them another.',
  );
}

/** Makes the connections of one kit; nothing is connected before `open`. */
export function createConnections(
  list: readonly Adapter[],
  parts: {
    readonly clock: Clock;
    readonly log: Logger;
    accept(events: readonly PlatformEvent[]): Promise<void>;
  },
): Connections {
  const adapters = byName(list);
  const connected = new Map<string, Connection>();
  return {
    adapters,
    get: (adapter) => connected.get(adapter),
    routes: () => [...connected.values()].flatMap(({ routes }) => routes ?? []),
    async open() {
      for (const adapter of list) connected.set(adapter.name, await adapter.connect(parts));
    },
    async close() {
      for (const [name, connection] of [...connected].reverse()) {
        connected.delete(name);
        try {
          await connection.close();
        } catch (error) {
          parts.log.error(`${name} could not be closed: ${messageOf(error)}`);
        }
      }
    },
  };
}
