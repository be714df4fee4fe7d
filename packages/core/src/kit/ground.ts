import { EventEmitter } from 'eventemitter3';
import { createClaims } from '../accept/claims.js';
import { createReceipts } from '../accept/receipts.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import { systemClock } from '../clock.js';
import { createHealthWatch } from '../embedding/health.js';
import { createRetryOrder } from '../handle/retry-order.js';
import type { KitOptions } from '../kit.js';
import { createTeller, type KitEvents } from '../kit-events.js';
import { createCatalogue } from '../languages/catalogue.js';
import { silentLogger } from '../logger.js';
import { createCounters } from '../metrics/counters.js';
import { createFloodGuard } from '../plugins/flood.js';
import { createPluginHost } from '../plugins/host.js';
import { entryOfWork } from '../plugins/post-to-lane.js';
import { createTurnGate } from '../plugins/turn-gate.js';
import { createKitLease, type KitLease, soleLease } from '../store/kit-lease.js';
import { createMemoryStore } from '../store/memory-store.js';
import type { Store } from '../store/store.js';
import { createKeyedIds } from './keyed-ids.js';
import type { Ground, Rooms } from './rooms.js';

/** The store of a kit, with the lease by which one kit at a time works on it. */
function leaseOf(
  store: Store | undefined,
  parts: Omit<Parameters<typeof createKitLease>[0], 'store'>,
): KitLease {
  return store === undefined ? soleLease(createMemoryStore()) : createKitLease({ ...parts, store });
}

/** Lays the ground of one kit. */
export function layGround(options: KitOptions, rooms: Rooms): Ground {
  const { clock = systemClock, log = silentLogger, adapters = [] } = options;
  const events = new EventEmitter<KitEvents>();
  const catalogue = createCatalogue(log);
  const claims = createClaims(log);
  const blueprints = new Map<string, Blueprint>();
  const lease = leaseOf(options.store, {
    clock,
    log,
    current: () => rooms.wayOut.outbox.release(),
    lost: (error) => rooms.life.fail(error),
  });
  return {
    options,
    clock,
    log,
    events,
    tell: createTeller(events, log),
    catalogue,
    claims,
    blueprints,
    defaultCommunity: () => blueprints.keys().next().value ?? '',
    lease,
    store: lease.store,
    ...createKeyedIds(),
    host: createPluginHost(catalogue, {
      log,
      claims,
      post: (plugin, work) => rooms.wayIn.acceptEntry(entryOfWork(plugin, work, clock.now())),
    }),
    gate: createTurnGate(),
    order: createRetryOrder(),
    flood: createFloodGuard(options.flood),
    counters: createCounters(),
    watch: createHealthWatch(adapters.map(({ name }) => name)),
    receipts: createReceipts(clock),
  };
}
