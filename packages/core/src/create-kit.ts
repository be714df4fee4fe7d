import type { Route } from './adapters/adapter.js';
import { serveRoutes } from './adapters/serve-routes.js';
import { createKitAudit } from './audit/kit-audit.js';
import type { Health } from './embedding/health.js';
import { createNodeListener } from './embedding/node-listener.js';
import { KapwaError } from './errors.js';
import { layGround } from './kit/ground.js';
import { createHandling } from './kit/handling.js';
import { createHousekeeping } from './kit/housekeeping.js';
import { createLife } from './kit/life.js';
import type { Ground, Rooms } from './kit/rooms.js';
import { createUpkeep } from './kit/upkeep.js';
import { createWayIn } from './kit/way-in.js';
import { createWayOut } from './kit/way-out.js';
import type { Kit, KitOptions } from './kit.js';
import { kitMetrics } from './metrics/kit-metrics.js';
import { entryOfWork } from './plugins/post-to-lane.js';
import { createReconciler } from './reconcile/reconciler.js';

/** Makes the rooms of a kit, each on those before it; none does anything yet. */
function furnish(options: KitOptions): { readonly ground: Ground; readonly rooms: Rooms } {
  const rooms = {} as { -readonly [Name in keyof Rooms]: Rooms[Name] };
  const ground = layGround(options, rooms);
  rooms.wayIn = createWayIn(ground, rooms);
  rooms.housekeeping = createHousekeeping(ground, rooms);
  rooms.handling = createHandling(ground, rooms);
  rooms.wayOut = createWayOut(ground, rooms);
  rooms.upkeep = createUpkeep(ground, rooms);
  rooms.life = createLife(ground, rooms);
  return { ground, rooms };
}

/** Whoever writes JavaScript has no compiler to say so. */
function checkCommunities({ communities }: Partial<KitOptions> = {}): void {
  const isRead = (one: unknown): boolean =>
    typeof one === 'object' && one !== null && 'groups' in one && Array.isArray(one.groups);
  if (Array.isArray(communities) && communities.every(isRead)) return;
  throw new KapwaError(
    'config.invalid',
    'createKit needs "communities": a list, in which each is what defineBlueprint gives.',
  );
}

/**
 * Makes a bot out of communities, adapters and plugins. Nothing runs, no port is opened and
 * nothing is written before `start`. Several kits can live in one process.
 *
 * Raises `config.invalid` without communities. `start` raises it for wrong plugin options, and what the store and the adapters
 * raise.
 */
export function createKit(options: KitOptions): Kit {
  checkCommunities(options);
  const { ground, rooms } = furnish(options);
  const { store, clock, log, host, events, claims, counters, blueprints } = ground;
  const { wayIn, handling, wayOut, housekeeping, upkeep, life } = rooms;
  const { connections } = wayIn;

  claims.add(
    (event) => event.kind === 'message.received' && host.commands.commandOf(event) !== undefined,
  );

  const routes = (): readonly Route[] => [...connections.routes(), ...host.routes.list()];
  const health = (): Health =>
    ground.watch.health(life.state, wayIn.door.isFull(), handling.crew?.aloneSince !== undefined);

  return {
    events,
    start: life.start,
    stop: life.stop,
    receive: wayIn.receiveFromOutside,
    claims,
    adapters: connections.adapters,
    plugins: upkeep.changes.plugins,
    communities: upkeep.changes.communities,
    reconciler: createReconciler({
      store,
      adapters: connections.adapters,
      clock,
      events,
      post: (plugin, work) => wayIn.acceptEntry(entryOfWork(plugin, work, clock.now())),
    }),
    pause: (community) => housekeeping.pausing.wish('pause', community),
    resume: (community) => housekeeping.pausing.wish('resume', community),
    isPaused: housekeeping.pausing.flags.isPaused,
    audit: createKitAudit(store),
    people: housekeeping.people,
    openAttachment: (attachment) => wayOut.attachments.open(attachment),
    health,
    metrics: () =>
      kitMetrics({
        store,
        counters,
        now: () => clock.now(),
        lanesBusy: handling.lanes.busy,
        workers: () => handling.crew?.size ?? 0,
        outboxBusy: wayOut.outbox.busy,
        communities: () => blueprints.size,
        plugins: host.list,
        isReady: () => health().ready,
      }),
    idle: wayIn.idle.wait,
    routes,
    fetch: (request) => serveRoutes(routes(), request, log),
    handle: createNodeListener(routes, log),
  };
}
