import { EventEmitter } from 'eventemitter3';
import { createIntake } from './accept/accept.js';
import { createReceipts } from './accept/receipts.js';
import { createConnections } from './adapters/connections.js';
import { serveRoutes } from './adapters/serve-routes.js';
import { describeIssue } from './blueprint/blueprint-issue.js';
import { systemClock } from './clock.js';
import { runEntry } from './commit/run-entry.js';
import { KapwaError, messageOf } from './errors.js';
import type { BlueprintLoaded, KapwaEvent, PlatformEvent } from './events/event.js';
import { createHandler, type Handled } from './handle/handle.js';
import { house } from './house/house.js';
import type { Kit, KitOptions, Receipt } from './kit.js';
import type { KitEvents } from './kit-events.js';
import { createLanes } from './lanes/lanes.js';
import { createCatalogue } from './languages/catalogue.js';
import { silentLogger } from './logger.js';
import { type IdMaker, idMaker } from './model/keys.js';
import { createOutbox } from './outbox/outbox.js';
import { createPluginHost } from './plugins/host.js';
import { checkPluginOptions, readOptions } from './plugins/options.js';
import { createScheduler } from './schedules/scheduler.js';
import { installationSecret } from './store/installation.js';
import { createMemoryStore } from './store/memory-store.js';

function checkOptions({ communities, plugins = [] }: KitOptions): void {
  const issues = communities.flatMap(({ community }) =>
    checkPluginOptions(community, plugins).map(
      (issue) => `${community.key}: ${describeIssue(issue)}`,
    ),
  );
  if (issues.length > 0) throw new KapwaError('config.invalid', issues.join('\n'));
}

function loadedEvent(blueprint: KitOptions['communities'][number], now: number): BlueprintLoaded {
  const id = `blueprint@${blueprint.community.key}@${now}`;
  return { kind: 'blueprint.loaded', id, at: now, adapter: 'kapwa', blueprint };
}

/**
 * Makes a bot out of communities, adapters and plugins. Nothing runs, no port is opened and
 * nothing is written before `start`. Several kits can live in one process.
 *
 * `start` raises `config.invalid` for wrong plugin options, and what the store and the adapters
 * raise.
 */
export function createKit(options: KitOptions): Kit {
  const { store = createMemoryStore(), clock = systemClock, log = silentLogger } = options;
  const events = new EventEmitter<KitEvents>();
  const catalogue = createCatalogue(log);
  const host = createPluginHost(catalogue);
  const receipts = createReceipts();
  const waiters = new Set<() => void>();
  let secretIds: IdMaker = () => {
    throw new KapwaError(
      'kit.not-running',
      'The kit has not been started; await kit.start() first.',
    );
  };
  const ids: IdMaker = (...parts) => secretIds(...parts);
  let state: 'new' | 'running' | 'stopped' = 'new';
  let incoming = 0;

  const quiet = (): void => {
    if (incoming > 0 || lanes.busy > 0 || outbox.busy > 0) return;
    for (const waiter of waiters) waiter();
    waiters.clear();
  };

  const accept = async (list: readonly KapwaEvent[]): Promise<boolean[]> => {
    if (state !== 'running') {
      throw new KapwaError('kit.not-running', 'The kit is not running; nothing is taken in.');
    }
    incoming += 1;
    try {
      const fresh = new Set((await intake.accept(list)).map(({ event }) => event));
      return list.map((event) => fresh.has(event));
    } finally {
      incoming -= 1;
      quiet();
    }
  };

  const connections = createConnections(options.adapters ?? [], {
    clock,
    log,
    accept: async (list) => void (await accept(list)),
  });
  const parts = { store, catalogue, adapters: connections.adapters, host, ids, clock };
  const handle = createHandler(parts);

  const committed = ({ commit }: Handled): void => {
    for (const entry of commit.post) lanes.add(entry);
    outbox.add(commit.outgoing);
  };

  const lanes = createLanes({
    clock,
    onQuiet: quiet,
    async run(entry) {
      const kept = await runEntry(entry, { store, log, events, handle, committed });
      receipts.handled(entry.id, kept);
    },
  });

  const outbox = createOutbox({
    store,
    clock,
    log,
    adapters: connections.adapters,
    connection: connections.get,
    now: () => clock.now(),
    random: Math.random,
    post: (entry) => lanes.add(entry),
    settled: (item, outcome) => events.emit('action.settled', { item, outcome }),
    onQuiet: quiet,
  });

  const intake = createIntake({
    store,
    clock,
    places: { store, ids, defaultCommunity: options.communities[0]?.community.key ?? '' },
    take: (entry) => lanes.add(entry),
  });

  const scheduler = createScheduler({
    store,
    clock,
    host,
    optionsOf: readOptions,
    due: (event) => {
      accept([event]).catch((error) => {
        log.error(`A schedule could not be taken up: ${messageOf(error)}`, {
          schedule: event.schedule,
        });
      });
    },
  });

  const receive = (event: KapwaEvent): Receipt =>
    receipts.give(`${event.adapter}:${event.id}`, async () => {
      const [fresh = false] = await accept([event]);
      return fresh;
    });

  const takeUp = async (): Promise<void> => {
    for (const entry of await store.waiting()) lanes.add(entry);
    outbox.add(await store.outgoing());
  };

  const open = async (): Promise<void> => {
    await store.open();
    secretIds = idMaker(await installationSecret(store));
    for (const plugin of [house, ...(options.plugins ?? [])]) await host.load(plugin);
    state = 'running';
    for (const blueprint of options.communities) {
      const { accepted, settled } = receive(loadedEvent(blueprint, clock.now()));
      await accepted;
      await settled;
    }
    await takeUp();
    await connections.open();
    if (options.schedules !== false) await scheduler.refresh();
  };

  const close = async (): Promise<void> => {
    state = 'stopped';
    scheduler.stop();
    await connections.close();
    await lanes.stop();
    await outbox.stop();
    await host.close();
    await store.close();
  };

  return {
    events,
    async start() {
      if (state !== 'new')
        throw new KapwaError('kit.not-running', 'A kit is started once; make a new one.');
      checkOptions(options);
      try {
        await open();
      } catch (error) {
        await close().catch(() => undefined);
        throw error;
      }
    },
    async stop() {
      if (state === 'running') await close();
      state = 'stopped';
    },
    receive: (event: PlatformEvent) => receive(event),
    idle: () =>
      new Promise((resolve) => {
        waiters.add(resolve);
        quiet();
      }),
    routes: connections.routes,
    fetch: (request) => serveRoutes(connections.routes(), request),
  };
}
