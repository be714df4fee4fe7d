import { EventEmitter } from 'eventemitter3';
import { createIntake } from './accept/accept.js';
import { createClaims } from './accept/claims.js';
import { follow } from './accept/follow.js';
import { createReceipts } from './accept/receipts.js';
import type { Route } from './adapters/adapter.js';
import { createConnections } from './adapters/connections.js';
import { serveRoutes } from './adapters/serve-routes.js';
import type { Blueprint } from './blueprint/blueprint.js';
import { systemClock } from './clock.js';
import { reportFailure, runEntry } from './commit/run-entry.js';
import { createHealthWatch, type Health, type KitState } from './embedding/health.js';
import { createIdle } from './embedding/idle.js';
import { createIntakeGate } from './embedding/intake-gate.js';
import { createKitChanges } from './embedding/kit-changes.js';
import { blueprintLoaded } from './embedding/kit-communities.js';
import { createNodeListener } from './embedding/node-listener.js';
import { KapwaError, messageOf } from './errors.js';
import type { KapwaEvent, PlatformEvent } from './events/event.js';
import { createHandler, type Handled } from './handle/handle.js';
import { createRetryOrder } from './handle/retry-order.js';
import { createKitAssist } from './house/assist/kit-assist.js';
import { house } from './house/house.js';
import { createKitPause } from './house/pause/kit-pause.js';
import type { Kit, KitOptions, Receipt } from './kit.js';
import { createTeller, type KitEvents } from './kit-events.js';
import { createLanes } from './lanes/lanes.js';
import { createCatalogue } from './languages/catalogue.js';
import { silentLogger } from './logger.js';
import { createCounters } from './metrics/counters.js';
import { kitMetrics } from './metrics/kit-metrics.js';
import { type IdMaker, idMaker } from './model/keys.js';
import { createOutbox } from './outbox/outbox.js';
import { rehearsals } from './outbox/rehearsals.js';
import { countCommitted, createFloodGuard } from './plugins/flood.js';
import { createPluginHost } from './plugins/host.js';
import { readOptions } from './plugins/options.js';
import { entryOfWork, type PostToLane } from './plugins/post-to-lane.js';
import { createTurnGate } from './plugins/turn-gate.js';
import { createReconciler } from './reconcile/reconciler.js';
import { changesSchedules, createScheduler } from './schedules/scheduler.js';
import { installationSecret } from './store/installation.js';
import { createMemoryStore } from './store/memory-store.js';
import type { InboxEntry } from './store/store.js';

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
  const tell = createTeller(events, log);
  const catalogue = createCatalogue(log);
  const claims = createClaims(log);
  const post = (plugin: string, work: PostToLane): Promise<boolean> =>
    acceptEntry(entryOfWork(plugin, work, clock.now()));
  const host = createPluginHost(catalogue, { log, claims, post });
  const gate = createTurnGate();
  const order = createRetryOrder();
  const flood = createFloodGuard(options.flood);
  const counters = createCounters();
  const watch = createHealthWatch((options.adapters ?? []).map(({ name }) => name));
  const receipts = createReceipts(clock);
  const blueprints = new Map<string, Blueprint>();
  let secretIds: IdMaker = () => {
    throw new KapwaError(
      'kit.not-running',
      'The kit has not been started; await kit.start() first.',
    );
  };
  const ids: IdMaker = (...parts) => secretIds(...parts);
  let state: KitState = 'new';
  let closing: Promise<void> | undefined;

  const idle = createIdle(() => door.busy > 0 || lanes.busy > 0 || outbox.busy > 0);
  const door = createIntakeGate({ tried: watch.accepted, ended: () => idle.check() });

  const accept = (list: readonly KapwaEvent[]): Promise<boolean[]> =>
    door.pass(async () => {
      const fresh = new Set((await intake.accept(list)).map(({ id }) => id));
      return list.map(({ adapter, id }) => fresh.delete(`${adapter}:${id}`));
    });

  const acceptEntry = (entry: InboxEntry): Promise<boolean> =>
    door.pass(() => intake.acceptEntry(entry));

  const connections = createConnections(options.adapters ?? [], {
    clock,
    log,
    accept: async (list) => void (await accept(list)),
  });
  const handle = createHandler({
    store,
    catalogue,
    adapters: connections.adapters,
    host,
    ids,
    clock,
    order,
    flood,
    transformFailed: (plugin, error, entry) =>
      reportFailure(entry, { plugin, error }, { tell, log }),
    isTooOld: (community, held, now) => pausing.flags.isTooOld(community, held, now),
    ...(options.testing?.runTwice === true ? { runTwiceBut: options.testing.once ?? [] } : {}),
  });

  const pausing = createKitPause({
    store,
    ids,
    match: (event) => host.commands.match(event),
    now: () => clock.now(),
    heldIn: (community) => lanes.heldIn(community),
    outboxCounts: (community) => outbox.counts(community),
    release() {
      lanes.release();
      outbox.release();
    },
    receive: (entry) => receipts.give(entry.id, true, () => acceptEntry(entry)),
  });

  const assisting = createKitAssist({
    store,
    now: () => clock.now(),
    acceptEntry,
    conclude: (id, outcome) => outbox.conclude(id, outcome),
  });

  const committed = ({ commit, report, failed }: Handled): void => {
    const { event } = report;
    if (commit.done !== undefined) order.done(commit.done, commit.post);
    for (const entry of commit.post) lanes.add(entry);
    countCommitted(flood, event, report.actions, clock.now());
    counters.handled(event.kind, failed, commit.dead);
    pausing.committed(commit);
    assisting.committed(commit);
    if (event.kind === 'transport.changed') watch.transport(event);
    outbox.add(report.actions);
    if (changesSchedules(commit)) void reschedule(report.community);
  };

  const lanes = createLanes({
    clock,
    isHeld: pausing.flags.holdsEntry,
    onQuiet: idle.check,
    async run(entry) {
      const closed = gate.enter();
      if (closed !== undefined) await closed;
      const kept = await runEntry(entry, { store, log, tell, handle, committed });
      gate.leave();
      if (!kept) order.forget(entry);
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
    rehearses: rehearsals(options.dryRun, (key) => blueprints.get(key)?.community),
    takeIn: (event) => follow(event, intake, receipts),
    random: Math.random,
    post: (entry) => lanes.add(entry),
    settled(item, outcome) {
      counters.settled(item, outcome);
      tell('action.settled', { item, outcome });
    },
    isHeld: pausing.flags.holdsItem,
    isTooOld: pausing.isTooOld,
    handOver: assisting.handOver,
    onQuiet: idle.check,
  });

  const intake = createIntake({
    store,
    clock,
    places: { store, ids, defaultCommunity: () => blueprints.keys().next().value ?? '' },
    take: (entry) => lanes.add(entry),
    overtake: pausing.overtake,
  });

  /** A new group or changed options have other schedules. */
  const reschedule = (community: string): Promise<void> =>
    door.during(() =>
      refresh(community).catch((error) => {
        log.error(`The schedules could not be read anew: ${messageOf(error)}`);
      }),
    );

  const scheduler = createScheduler({
    store,
    clock,
    host,
    optionsOf: readOptions,
    log,
    due: accept,
  });

  const receive = (event: KapwaEvent): Receipt =>
    receipts.give(`${event.adapter}:${event.id}`, claims.claimed(event), async () => {
      const [fresh = false] = await accept([event]);
      return fresh;
    });

  const refresh = async (community?: string): Promise<void> => {
    if (state === 'running' && options.schedules !== false) await scheduler.refresh(community);
  };

  const changes = createKitChanges({
    host,
    gate,
    blueprints,
    fixed: [house],
    adapters: options.adapters ?? [],
    log,
    receive,
    now: () => clock.now(),
    isRunning: () => state === 'running',
    refresh,
  });

  /** What an earlier run left, read before this one asks for anything: nothing is taken up twice. */
  const readLeft = async () => {
    const waiting = await store.waiting();
    const outgoing = await store.outgoing();
    const isOld = ({ event }: InboxEntry): boolean => event.kind === 'blueprint.loaded';
    // An older blueprint must not come after the one that is loaded now.
    for (const entry of waiting.filter(isOld)) lanes.add(entry);
    return { waiting: waiting.filter((entry) => !isOld(entry)), outgoing };
  };

  const loadAll = async (): Promise<void> => {
    for (const plugin of [house, ...(options.plugins ?? [])]) await host.load(plugin);
    for (const { name, waitsFor } of host.list()) {
      if (waitsFor.length > 0)
        log.warn(`${name} waits for ${waitsFor.join(', ')}.`, { plugin: name });
    }
  };

  const open = async (): Promise<void> => {
    state = 'starting';
    await store.open();
    secretIds = idMaker(await installationSecret(store, options.secret));
    await pausing.flags.read(store);
    await loadAll();
    door.isOpen = true;
    const { waiting, outgoing } = await readLeft();
    const loading = options.communities.map((blueprint) => {
      blueprints.set(blueprint.community.key, blueprint);
      return receive(blueprintLoaded(blueprint, clock.now()));
    });
    for (const { accepted, settled } of loading) {
      await accepted;
      await settled;
    }
    order.takeUp(waiting);
    for (const entry of waiting) lanes.add(entry);
    await connections.open();
    await outbox.resume(outgoing);
    state = 'running';
    await refresh();
  };

  const close = async (): Promise<void> => {
    state = 'stopping';
    door.isOpen = false;
    scheduler.stop();
    await connections.close();
    await lanes.stop();
    await outbox.stop();
    await host.close();
    await store.close();
    state = 'stopped';
  };

  claims.add(
    (event) => event.kind === 'message.received' && host.commands.match(event) !== undefined,
  );

  const routes = (): readonly Route[] => [...connections.routes(), ...host.routes.list()];
  const health = (): Health => watch.health(state);

  return {
    events,
    async start() {
      if (state !== 'new')
        throw new KapwaError('kit.not-running', 'A kit is started once; make a new one.');
      changes.checkStart(options.communities, options.plugins ?? []);
      try {
        await open();
      } catch (error) {
        await close().catch(() => undefined);
        throw error;
      }
    },
    async stop() {
      if (state === 'running') closing = close();
      await closing;
      state = 'stopped';
    },
    receive: (event: PlatformEvent) => receive(event),
    claims,
    plugins: changes.plugins,
    communities: changes.communities,
    reconciler: createReconciler({ store, adapters: connections.adapters, clock, post }),
    pause: (community) => pausing.wish('pause', community),
    resume: (community) => pausing.wish('resume', community),
    isPaused: pausing.flags.isPaused,
    health,
    metrics: () =>
      kitMetrics({
        store,
        counters,
        now: () => clock.now(),
        lanesBusy: () => lanes.busy,
        outboxBusy: () => outbox.busy,
        communities: () => blueprints.size,
        plugins: host.list,
        isReady: () => health().ready,
      }),
    idle: idle.wait,
    routes,
    fetch: (request) => serveRoutes(routes(), request, log),
    handle: createNodeListener(routes, log),
  };
}
