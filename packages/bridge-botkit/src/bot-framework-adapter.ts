import {
  type Adapter,
  type AdapterLink,
  type Connection,
  KapwaError,
  messageOf,
} from '@kapwa/core';
import type { SocketServer, TurnLogic } from './bot-framework.js';
import { bridgeAdapter, openBridge, reportConnected } from './bridge-adapter.js';
import { startedTimers, stopTimers } from './held-timers.js';
import { type Bridge, type BridgeOptions, bridgeOf } from './options.js';
import { closeSockets } from './sockets.js';
import { standIn } from './stand-in.js';
import type { TurnReader } from './turn-reader.js';
import { processesOf, webhookRoute } from './webhook.js';

/** How an adapter of the Bot Framework is served. */
export interface BotFrameworkOptions extends BridgeOptions {
  /** Where the platform posts to; `/webhooks/` and the name unless given. The kit serves it. */
  readonly path?: string;
  /** For the web adapter: the server whose port pages open their WebSocket to. It stays yours. */
  readonly server?: SocketServer;
}

function taking(reader: TurnReader, link: AdapterLink): TurnLogic {
  return async ({ activity }) => {
    const { events, change } = await reader.read(activity);
    if (change !== undefined) await reader.references.space.set(change, events);
    else if (events.length > 0) await link.accept(events);
  };
}

async function connect(
  bridge: Bridge,
  {
    path,
    server,
  }: Required<Pick<BotFrameworkOptions, 'path'>> & Pick<BotFrameworkOptions, 'server'>,
  link: AdapterLink,
): Promise<Connection> {
  const { adapter, name } = bridge;
  const { reader, perform } = openBridge(bridge, link);
  const take = taking(reader, link);
  const warn = (reason: string): void => {
    link.log.warn(`${name}: what was reported could not be taken`, { reason });
  };
  // A page is told nothing: it has no way to send again what was lost.
  const logic: TurnLogic = (turn) => take(turn).catch((problem) => warn(messageOf(problem)));
  const { controller, routes } = standIn({ adapter, path, server, logic });
  let started: unknown;
  const timers = startedTimers(() => {
    started = adapter.init?.(controller);
  });
  await started;
  const processes = bridge.platform.name === 'web' ? undefined : processesOf(adapter);
  await reportConnected(name, link);
  return {
    perform,
    routes:
      processes === undefined ? routes : [...routes, webhookRoute({ path, processes, take, warn })],
    close() {
      stopTimers(timers);
      return closeSockets(adapter);
    },
  };
}

/**
 * Any adapter of Botkit or of the Bot Framework as a transport of a kit, without Botkit: the web
 * adapter by WebSocket, the others by what is posted to `path`, which the kit serves.
 *
 * Raises `config.invalid` for what is no adapter, `config.missing` for the web adapter without a
 * server.
 *
 * @example
 * const slack = botFrameworkAdapter({ adapter: new SlackAdapter({ botToken, clientSigningSecret }) });
 */
export function botFrameworkAdapter(options: BotFrameworkOptions): Adapter {
  const bridge = bridgeOf(options);
  const { path = `/webhooks/${bridge.name}`, server } = options;
  if (bridge.platform.name === 'web' && server === undefined) {
    throw new KapwaError(
      'config.missing',
      `${bridge.name}: the web adapter needs the server pages connect to; give it { server: createServer() }.`,
    );
  }
  return bridgeAdapter(bridge, (link) =>
    connect(bridge, { path, ...(server === undefined ? {} : { server }) }, link),
  );
}
