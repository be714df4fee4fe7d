import { createDeadLetters } from '../commit/dead-letters.js';
import { createKitAssist } from '../house/assist/kit-assist.js';
import { createKitPause } from '../house/pause/kit-pause.js';
import { createKitReach } from '../house/reach/kit-reach.js';
import { createKitPeopleData } from '../people-data/kit-people-data.js';
import type { Ground, Housekeeping, Rooms } from './rooms.js';

/** Makes what the kit looks after. */
export function createHousekeeping(ground: Ground, rooms: Rooms): Housekeeping {
  const { store, clock, log, ids, host, catalogue, gate, receipts, defaultCommunity } = ground;
  const { acceptEntry, connections, door } = rooms.wayIn;
  const now = (): number => clock.now();

  const pausing = createKitPause({
    store,
    ids,
    commandOf: (event) => host.commands.commandOf(event),
    now,
    heldIn: (community) => rooms.handling.lanes.heldIn(community),
    outboxCounts: (community) => rooms.wayOut.outbox.counts(community),
    release() {
      rooms.handling.lanes.release();
      rooms.wayOut.outbox.release();
    },
    receive: (entry) => receipts.give(entry.id, true, () => acceptEntry(entry)),
  });

  const assisting = createKitAssist({
    store,
    now,
    acceptEntry,
    conclude: (id, outcome) => rooms.wayOut.outbox.conclude(id, outcome),
  });

  const reaching = createKitReach({
    log,
    now,
    acceptEntry,
    reached: (community, person) => rooms.wayOut.outbox.reached(community, person),
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
    now,
    acceptEntry,
    during: door.during,
    alone: gate.alone,
    forgetActions: (forgotten) => rooms.wayOut.outbox.forget(forgotten),
    forgetEntries: (forgotten) => rooms.handling.lanes.forget(forgotten),
  });

  const deadLetters = createDeadLetters({ store, clock, log, ids, community: defaultCommunity });

  return { pausing, assisting, reaching, people, deadLetters };
}
