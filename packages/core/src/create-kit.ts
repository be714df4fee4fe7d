import { EventEmitter } from 'eventemitter3';
import { createIntake } from './accept/accept.js';
import { createClaims } from './accept/claims.js';
import { follow } from './accept/follow.js';
import { createGathered } from './accept/gathered.js';
import { createReceipts } from './accept/receipts.js';
import { createSenderFlood } from './accept/sender-flood.js';
import type { AcceptOptions, Route } from './adapters/adapter.js';
import { adapterSession } from './adapters/adapter-session.js';
import { createConnections } from './adapters/connections.js';
import { createRefusals } from './adapters/refusals.js';
import { serveRoutes } from './adapters/serve-routes.js';
import { networkOf } from './adapters/ways.js';
import { createKitAttachments } from './attachments/kit-attachments.js';
import { createKitAudit } from './audit/kit-audit.js';
import type { Blueprint } from './blueprint/blueprint.js';
import { checkRetention } from './blueprint/retention-checks.js';
import { systemClock } from './clock.js';
import { commandMenus } from './commands/command-menus.js';
import { createDeadLetters } from './commit/dead-letters.js';
import { createEntryRunner, reportFailure } from './commit/run-entry.js';
import { raiseIssues } from './embedding/check-options.js';
import { createHealthWatch, type Health, type KitState } from './embedding/health.js';
import { createIdle } from './embedding/idle.js';
import { createIntakeGate, intakeLimits } from './embedding/intake-gate.js';
import { createKitChanges } from './embedding/kit-changes.js';
import { blueprintLoaded } from './embedding/kit-communities.js';
import { createNodeListener } from './embedding/node-listener.js';
import { KapwaError, messageOf } from './errors.js';
import type { KapwaEvent, PlatformEvent } from './events/event.js';
import { createHandler, type Handled } from './handle/handle.js';
import { createRetryOrder } from './handle/retry-order.js';
import { createKitAssist } from './house/assist/kit-assist.js';
import { createHouse } from './house/house.js';
import { createKitPause } from './house/pause/kit-pause.js';
import { createKitReach } from './house/reach/kit-reach.js';
import { inTime } from './in-time.js';
import type { Kit, KitOptions, Receipt } from './kit.js';
import { createTeller, type KitEvents } from './kit-events.js';
import { createLanes } from './lanes/lanes.js';
import { createCatalogue } from './languages/catalogue.js';
import { silentLogger } from './logger.js';
import { createCounters } from './metrics/counters.js';
import { kitMetrics } from './metrics/kit-metrics.js';
import { type IdMaker, idMaker } from './model/keys.js';
import { knownChats } from './model/known-chats.js';
import { createOutbox } from './outbox/outbox.js';
import { rehearsals } from './outbox/rehearsals.js';
import { createKitPeopleData } from './people-data/kit-people-data.js';
import { countCommitted, createFloodGuard } from './plugins/flood.js';
import { createPluginHost } from './plugins/host.js';
import { readOptions } from './plugins/options.js';
import { entryOfWork, type PostToLane } from './plugins/post-to-lane.js';
import { createTurnGate } from './plugins/turn-gate.js';
import { createReconciler } from './reconcile/reconciler.js';
import { changesSchedules, createScheduler } from './schedules/scheduler.js';
import { goOn, promised } from './store/go-on.js';
import { installationSecret } from './store/installation.js';
import { createKitLease, soleLease } from './store/kit-lease.js';
import { createMemoryStore } from './store/memory-store.js';
import type { InboxEntry, MaybePromise } from './store/store.js';

/** What has begun may take so long to end when a kit stops, ms; then what is left waits for the next start. */
const FINISH_FOR = 25_000;

/** What no kit can go on after. */
const endsKit = ({ code }: KapwaError): boolean =>
  code === 'store.taken-over' || code === 'store.failed';

/** What hangs after that is let go of, ms. */
const LET_GO_AFTER = 1_000;

/**
 * Makes a bot out of communities, adapters and plugins. Nothing runs, no port is opened and
 * nothing is written before `start`. Several kits can live in one process.
 *
 * `start` raises `config.invalid` for wrong plugin options, and what the store and the adapters
 * raise.
 */
export function createKit(options: KitOptions): Kit {
  const { clock = systemClock, log = silentLogger } = options;
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
  const lease =
    options.store === undefined
      ? soleLease(createMemoryStore())
      : createKitLease({
          store: options.store,
          clock,
          log,
          current: () => outbox.release(),
          lost: (error) => cannotGoOn(error),
        });
  const { store } = lease;
  let state: KitState = 'new';
  let opening: Promise<void> | undefined;
  let closing: Promise<void> | undefined;
  let isOpen = false;
  let failure: KapwaError | undefined;

  const defaultCommunity = (): string => blueprints.keys().next().value ?? '';

  const idle = createIdle(
    () => posted.isBusy || door.busy > 0 || lanes.busy > 0 || outbox.busy > 0,
  );
  const { most, perSender } = { ...intakeLimits, ...options.intake };
  const door = createIntakeGate({
    most,
    waiting: () => lanes.busy,
    tried(error) {
      watch.accepted(error === undefined ? undefined : messageOf(error));
      if (error !== undefined) cannotGoOn(error);
    },
    ended: () => idle.check(),
  });

  const accept = (list: readonly KapwaEvent[]): Promise<readonly boolean[]> =>
    promised(() => door.pass(() => intake.accept(list)));

  const acceptFromOutside = (
    list: readonly KapwaEvent[],
    how?: AcceptOptions,
  ): MaybePromise<readonly boolean[]> => door.passFromOutside(() => intake.accept(list, how));

  const posted = createGathered((list) =>
    promised(() => acceptFromOutside(list, { answerFirst: true })),
  );

  const acceptEntry = (entry: InboxEntry): Promise<boolean> =>
    promised(() => door.pass(() => intake.acceptEntry(entry)));

  const refusals = createRefusals({ store, clock, log, community: defaultCommunity });

  const connections = createConnections(options.adapters ?? [], {
    watch: refusals.watch,
    refuseTap: refusals.tap,
    clock,
    log,
    accept: (list, how) =>
      how?.answerFirst === true ? posted.accept(list) : acceptFromOutside(list),
    ready: door.ready,
    chats: (adapter) => knownChats(store, adapter),
    bury: (adapter, part, reason) => door.during(() => deadLetters.bury(adapter, part, reason)),
    session: (space) =>
      adapterSession(store.session(space), (list, keep) =>
        promised(() => door.pass(() => intake.accept(list, { keep }))),
      ),
  });
  const attachments = createKitAttachments(options.attachments ?? {}, connections.get);
  const handle = createHandler({
    store,
    catalogue,
    adapters: connections.adapters,
    host,
    ids,
    clock,
    order,
    flood,
    senderFlood: createSenderFlood(perSender),
    transformFailed: (plugin, error, entry) =>
      reportFailure(entry, { plugin, error }, { tell, log }),
    isTooOld: (community, held, now) => pausing.flags.isTooOld(community, held, now),
    ...(options.testing?.runTwice === true ? { runTwiceBut: options.testing.once ?? [] } : {}),
  });

  const pausing = createKitPause({
    store,
    ids,
    commandOf: (event) => host.commands.commandOf(event),
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

  const reaching = createKitReach({
    log,
    now: () => clock.now(),
    acceptEntry,
    reached: (community, person) => outbox.reached(community, person),
  });

  const people = createKitPeopleData({
    store,
    kept: host.collections,
    clock,
    searches: [...connections.adapters.values()].flatMap(({ sessionSearch = [] }) => sessionSearch),
    ids,
    log,
    catalogue,
    adapters: connections.adapters,
    connection: connections.get,
    now: () => clock.now(),
    acceptEntry,
    during: door.during,
    alone: gate.alone,
    forgetActions: (forgotten) => outbox.forget(forgotten),
    forgetEntries: (forgotten) => lanes.forget(forgotten),
  });

  const deadLetters = createDeadLetters({ store, clock, log, ids, community: defaultCommunity });

  const committed = ({ commit, event, place, at, actor, actions, failed }: Handled): void => {
    if (commit.done !== undefined) order.done(commit.done, commit.post);
    for (const entry of commit.post) lanes.add(entry);
    countCommitted(flood, event, actions, at);
    counters.handled(event.kind, failed, commit.dead);
    deadLetters.added(commit.dead);
    pausing.committed(commit);
    assisting.committed(commit);
    reaching.committed(commit.done, actor?.person.id);
    people.committed(commit);
    if (event.kind === 'transport.changed') watch.transport(event);
    outbox.add(actions);
    if (changesSchedules(commit)) void reschedule(place.community);
  };

  const runEntry = createEntryRunner({ store, log, tell, handle, committed, unkept: cannotGoOn });

  const leave = (kept: boolean, entry: InboxEntry): void => {
    gate.leave();
    if (!kept) order.forget(entry);
    receipts.handled(entry.id, kept);
  };

  const runThrough = (entry: InboxEntry): MaybePromise<void> => goOn(runEntry(entry), leave, entry);

  const runLater = async (open: Promise<void>, entry: InboxEntry): Promise<void> => {
    await open;
    return runThrough(entry);
  };

  const lanes = createLanes({
    clock,
    isHeld: pausing.flags.holdsEntry,
    onQuiet: idle.check,
    onLess: door.look,
    run(entry) {
      const closed = gate.enter();
      return closed === undefined ? runThrough(entry) : runLater(closed, entry);
    },
  });

  const outbox = createOutbox({
    store,
    clock,
    log,
    adapters: connections.adapters,
    connection: connections.get,
    attachments,
    now: () => clock.now(),
    rehearses: rehearsals(options.dryRun, (key) => blueprints.get(key)?.community),
    takeIn: (event) => follow(event, intake, receipts),
    random: Math.random,
    post: (entry) => lanes.add(entry),
    settled(item, outcome) {
      counters.settled(item, outcome);
      reaching.settled(item, outcome);
      tell('action.settled', () => ({ item, outcome }));
    },
    isHeld: (item) => !lease.isCurrent() || pausing.flags.holdsItem(item),
    isTooOld: pausing.isTooOld,
    handOver: assisting.handOver,
    unkept: cannotGoOn,
    unreached: reaching.unreached,
    onQuiet: idle.check,
  });

  const intake = createIntake({
    store,
    clock,
    places: { ids, defaultCommunity },
    take(entry, begin) {
      if (begin === 'now') lanes.add(entry);
      else lanes.addNextTurn(entry, begin === 'after-answer');
    },
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

  const receiveBy = (take: typeof acceptFromOutside, event: KapwaEvent): Receipt =>
    receipts.give(`${event.adapter}:${event.id}`, claims.claimed(event), async () => {
      const [fresh = false] = await take([event]);
      return fresh;
    });

  const receive = (event: KapwaEvent): Receipt => receiveBy(accept, event);

  /** Nothing waits for what messengers show. */
  const showCommands = (): void => {
    const list = [...blueprints.values()].map(({ community }) => community);
    void door.during(() =>
      connections.showCommands(() => commandMenus(host.commands, catalogue, list)),
    );
  };

  const refresh = async (community?: string): Promise<void> => {
    if (state === 'running') showCommands();
    if (state === 'running' && options.schedules !== false) await scheduler.refresh(community);
  };

  /** Which records can be kept for how long is only known once plugins have declared them. */
  const checkKept = ({ community }: Blueprint): void => {
    const names = host.list().map(({ name }) => name);
    raiseIssues(community.key, checkRetention(community, host.collections, names));
  };

  const house = createHouse(new Set((options.adapters ?? []).map(networkOf)).size);

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
    checkKept,
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
    isOpen = true;
    await lease.take();
    secretIds = idMaker(await installationSecret(store, options.secret));
    await pausing.flags.read(store);
    await loadAll();
    for (const blueprint of options.communities) checkKept(blueprint);
    door.set(true);
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
    await deadLetters.start();
    await outbox.open();
    await connections.open();
    await outbox.resume(outgoing);
    await people.resume();
    if (failure !== undefined) throw failure;
    state = 'running';
    await refresh();
  };

  /** Begins nothing more, finishes what may take up to so long, and lets go of everything. */
  const close = async (finishFor: number): Promise<void> => {
    state = 'stopping';
    door.set(false);
    scheduler.stop();
    deadLetters.stop();
    people.stop();
    // What has begun is finished while the platforms can still be reached.
    if (finishFor > 0) await inTime(idle.wait(), finishFor, clock);
    await lanes.stop(LET_GO_AFTER);
    await outbox.stop(LET_GO_AFTER);
    await connections.close();
    await refusals.close();
    await host.close();
    if (isOpen) {
      await lease.release();
      await store.close();
    }
    state = 'stopped';
  };

  /** What ends a kit: where another has taken over nothing more may be done, not even finished. */
  function cannotGoOn(error: unknown): void {
    if (!(error instanceof KapwaError) || !endsKit(error)) return;
    if (failure?.code === error.code || failure?.code === 'store.taken-over') return;
    failure = error;
    log.error(error.message);
    if (error.code === 'store.taken-over' && state === 'running') {
      closing ??= close(0).catch((problem) => log.error(messageOf(problem)));
    }
    tell('kit.failed', () => error);
  }

  claims.add(
    (event) => event.kind === 'message.received' && host.commands.commandOf(event) !== undefined,
  );

  const routes = (): readonly Route[] => [...connections.routes(), ...host.routes.list()];
  const health = (): Health => watch.health(state, door.isFull);

  return {
    events,
    async start() {
      if (state !== 'new')
        throw new KapwaError('kit.not-running', 'A kit is started once; make a new one.');
      changes.checkStart(options.communities, options.plugins ?? []);
      opening = open();
      try {
        await opening;
      } catch (error) {
        await close(FINISH_FOR).catch(() => undefined);
        throw error;
      }
    },
    async stop() {
      if (state === 'starting') await opening?.catch(() => undefined);
      if (state === 'running') closing ??= close(FINISH_FOR);
      await closing;
      state = 'stopped';
    },
    receive: (event: PlatformEvent) => receiveBy(acceptFromOutside, event),
    claims,
    adapters: connections.adapters,
    plugins: changes.plugins,
    communities: changes.communities,
    reconciler: createReconciler({ store, adapters: connections.adapters, clock, events, post }),
    pause: (community) => pausing.wish('pause', community),
    resume: (community) => pausing.wish('resume', community),
    isPaused: pausing.flags.isPaused,
    audit: createKitAudit(store),
    people,
    openAttachment: (attachment) => attachments.open(attachment),
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
