import { createSenderFlood, type SenderFlood } from '../accept/sender-flood.js';
import { createEntryRunner, reportFailure } from '../commit/run-entry.js';
import { guessElsewhere } from '../dialogues/guess-elsewhere.js';
import { intakeLimits } from '../embedding/intake-gate.js';
import { createHandler } from '../handle/handle.js';
import { overtakes } from '../house/pause/pause-state.js';
import { createLanes } from '../lanes/lanes.js';
import { countCommitted } from '../plugins/flood.js';
import { changesSchedules } from '../schedules/scheduler.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';
import { ownVersion } from '../version.js';
import { createCrew } from '../workers/crew.js';
import type { Finished } from '../workers/finished.js';
import type { Ended } from '../workers/given.js';
import type { Likeness } from '../workers/likeness.js';
import type { Task } from '../workers/notes.js';
import type { Ground, Handling, Rooms } from './rooms.js';

/** Tells every room what was committed, so that it goes on with it. */
function tellCommitted({ order, flood, counters, watch }: Ground, rooms: Rooms) {
  return ({ commit, event, place, at, actor, actions, failed }: Finished): void => {
    const { pausing, assisting, reaching, people, deadLetters } = rooms.housekeeping;
    if (commit.done !== undefined) order.done(commit.done, commit.post, at);
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

/** What the kit itself is about: it does not leave that to others. */
function isItsOwn({ event, lane }: InboxEntry): boolean {
  const { kind } = event;
  return kind === 'blueprint.loaded' || kind === 'community.removed' || overtakes(lane);
}

/** What only the kit that leads has in mind of an event. */
function moreOf(
  { order, clock, flood }: Ground,
  { housekeeping }: Rooms,
  senderFlood: SenderFlood,
) {
  return (entry: InboxEntry): Pick<Task, 'behind' | 'folded' | 'asked' | 'pause'> => {
    const folded = senderFlood.isFolded(entry);
    const now = clock.now();
    const behind = order.allBehind(entry, now);
    const asked = flood.muchAsked(entry.place.community, now);
    const pause = housekeeping.pausing.flags.of(entry.place.community);
    return {
      ...(behind === undefined ? {} : { behind }),
      ...(folded === 'no' ? {} : { folded }),
      ...(asked === undefined ? {} : { asked }),
      ...(pause === undefined ? {} : { pause }),
    };
  };
}

/** What this kit would handle events with. */
function likenessOf({ host, options }: Ground): () => Likeness {
  let version: string | undefined;
  return () => {
    version ??= ownVersion();
    return {
      version,
      plugins: host.list().map(({ name }) => name),
      adapters: (options.adapters ?? []).map(({ name }) => name),
    };
  };
}

/** The workers of a kit whose store others can work on, too. */
function crewOf(
  ground: Ground,
  rooms: Rooms,
  senderFlood: SenderFlood,
  finished: (finished: Finished) => void,
) {
  const { store, clock, log, options, host } = ground;
  if (options.store?.shared === undefined || store.shared === undefined) return undefined;
  const unread = (error: unknown): void => rooms.life.fail(error);
  return createCrew({
    ...{ shared: store.shared, clock, log, unread },
    finished(elsewhere) {
      finished(elsewhere);
      guessElsewhere(elsewhere, host.dialogues.all, store).catch(unread);
    },
    handlesItself: options.role !== 'web',
    likeness: likenessOf(ground),
    more: moreOf(ground, rooms, senderFlood),
  });
}

/** Makes the handling. */
export function createHandling(ground: Ground, rooms: Rooms): Handling {
  const { store, catalogue, host, ids, clock, log, tell, options, gate, order } = ground;
  const { flood, receipts } = ground;
  const { wayIn, housekeeping } = rooms;
  const { testing } = options;
  const senderFlood = createSenderFlood({ ...intakeLimits, ...options.intake }.perSender);

  const handle = createHandler({
    store,
    catalogue,
    adapters: wayIn.connections.adapters,
    host,
    ids,
    clock,
    order,
    flood,
    senderFlood,
    transformFailed: (failed, entry) => reportFailure(entry, failed, { tell, log }),
    isTooOld: (community, held, now) => housekeeping.pausing.flags.isTooOld(community, held, now),
    ...(testing?.runTwice === true ? { runTwiceBut: testing.once ?? [] } : {}),
  });

  const committed = tellCommitted(ground, rooms);
  const crew = crewOf(ground, rooms, senderFlood, committed);

  const runEntry = createEntryRunner({
    ...{ log, tell, handle, committed },
    commit: ({ commit }) => store.commit(commit),
    unkept: (error) => rooms.life.fail(error),
  });

  const leave = (kept: boolean, entry: InboxEntry): void => {
    gate.leave();
    if (!kept) order.forget(entry);
    receipts.handled(entry.id, kept);
  };

  const runHere = (entry: InboxEntry): MaybePromise<void> => goOn(runEntry(entry), leave, entry);

  const ended = (how: Ended, entry: InboxEntry): MaybePromise<void> =>
    how === 'back' ? runHere(entry) : leave(how === 'kept', entry);

  const runThrough = (entry: InboxEntry): MaybePromise<void> => {
    const elsewhere = crew === undefined || isItsOwn(entry) ? undefined : crew.run(entry);
    return elsewhere === undefined ? runHere(entry) : goOn(elsewhere, ended, entry);
  };

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

  return { lanes, crew };
}
