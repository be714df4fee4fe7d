import { createSenderFlood } from '../accept/sender-flood.js';
import { createEntryRunner, reportFailure } from '../commit/run-entry.js';
import { intakeLimits } from '../embedding/intake-gate.js';
import { createHandler, type Handled } from '../handle/handle.js';
import { createLanes } from '../lanes/lanes.js';
import { countCommitted } from '../plugins/flood.js';
import { changesSchedules } from '../schedules/scheduler.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';
import type { Ground, Handling, Rooms } from './rooms.js';

/** Tells every room what was committed, so that it goes on with it. */
function tellCommitted({ order, flood, counters, watch }: Ground, rooms: Rooms) {
  return ({ commit, event, place, at, actor, actions, failed }: Handled): void => {
    const { pausing, assisting, reaching, people, deadLetters } = rooms.housekeeping;
    if (commit.done !== undefined) order.done(commit.done, commit.post);
    for (const entry of commit.post) rooms.handling.lanes.add(entry);
    countCommitted(flood, event, actions, at);
    counters.handled(event.kind, failed, commit.dead);
    deadLetters.added(commit.dead);
    pausing.committed(commit);
    assisting.committed(commit);
    reaching.committed(commit.done, actor?.person.id);
    people.committed(commit);
    if (event.kind === 'transport.changed') watch.transport(event);
    rooms.wayOut.outbox.add(actions);
    if (changesSchedules(commit)) void rooms.upkeep.reschedule(place.community);
  };
}

/** Makes the handling. */
export function createHandling(ground: Ground, rooms: Rooms): Handling {
  const { store, catalogue, host, ids, clock, log, tell, options, gate, order } = ground;
  const { flood, receipts } = ground;
  const { wayIn, housekeeping } = rooms;
  const { testing } = options;
  const { perSender } = { ...intakeLimits, ...options.intake };

  const handle = createHandler({
    store,
    catalogue,
    adapters: wayIn.connections.adapters,
    host,
    ids,
    clock,
    order,
    flood,
    senderFlood: createSenderFlood(perSender),
    transformFailed: (failed, entry) => reportFailure(entry, failed, { tell, log }),
    isTooOld: (community, held, now) => housekeeping.pausing.flags.isTooOld(community, held, now),
    ...(testing?.runTwice === true ? { runTwiceBut: testing.once ?? [] } : {}),
  });

  const runEntry = createEntryRunner({
    store,
    log,
    tell,
    handle,
    committed: tellCommitted(ground, rooms),
    unkept: (error) => rooms.life.fail(error),
  });

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
    isHeld: housekeeping.pausing.flags.holdsEntry,
    onQuiet: wayIn.idle.check,
    onLess: wayIn.door.look,
    run(entry) {
      const closed = gate.enter();
      return closed === undefined ? runThrough(entry) : runLater(closed, entry);
    },
  });

  return { lanes };
}
