import { follow } from '../accept/follow.js';
import { createKitAttachments } from '../attachments/kit-attachments.js';
import { createOutbox } from '../outbox/outbox.js';
import { rehearsals } from '../outbox/rehearsals.js';
import type { Ground, Rooms, WayOut } from './rooms.js';

/** Makes the way out. */
export function createWayOut(ground: Ground, rooms: Rooms): WayOut {
  const { store, clock, log, options, blueprints, counters, lease, receipts, tell } = ground;
  const { connections, idle, intake } = rooms.wayIn;
  const { pausing, assisting, reaching } = rooms.housekeeping;
  const attachments = createKitAttachments(options.attachments ?? {}, connections.get);

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
    post: (entry) => rooms.handling.lanes.add(entry),
    settled(item, outcome) {
      counters.settled(item, outcome);
      reaching.settled(item, outcome);
      tell('action.settled', (report) => report, { item, outcome });
    },
    isHeld: (item) => !lease.isCurrent() || pausing.flags.holdsItem(item),
    isTooOld: pausing.isTooOld,
    handOver: assisting.handOver,
    unkept: (error) => rooms.life.fail(error),
    unreached: reaching.unreached,
    onQuiet: idle.check,
  });

  return { attachments, outbox };
}
