import { createIntake } from '../accept/accept.js';
import { wrongInEvent } from '../accept/check-event.js';
import { createGathered, type Gathered } from '../accept/gathered.js';
import type { AcceptOptions } from '../adapters/adapter.js';
import { adapterSession } from '../adapters/adapter-session.js';
import { createConnections } from '../adapters/connections.js';
import { createRefusals } from '../adapters/refusals.js';
import { createIdle } from '../embedding/idle.js';
import { createIntakeGate, intakeLimits } from '../embedding/intake-gate.js';
import { messageOf } from '../errors.js';
import type { KapwaEvent, PlatformEvent } from '../events/event.js';
import type { Receipt } from '../kit.js';
import { knownChats } from '../model/known-chats.js';
import { promised } from '../store/go-on.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';
import type { Ground, Rooms, WayIn } from './rooms.js';

type Accepted = readonly boolean[];

interface Door extends Pick<WayIn, 'idle' | 'door' | 'intake'> {
  readonly posted: Gathered;
  fromOutside(events: readonly KapwaEvent[], how?: AcceptOptions): MaybePromise<Accepted>;
}

/** The door and what stands behind it: whatever changes something comes in here, and is stored. */
function createDoor(ground: Ground, rooms: Rooms): Door {
  const { store, clock, options, ids, watch, defaultCommunity } = ground;
  const idle = createIdle(
    () =>
      posted.isBusy() ||
      door.busy() > 0 ||
      rooms.handling.lanes.busy() > 0 ||
      rooms.wayOut.outbox.busy() > 0,
  );
  const door = createIntakeGate({
    most: options.intake?.most ?? intakeLimits.most,
    waiting: () => rooms.handling.lanes.busy(),
    tried(error) {
      watch.accepted(error === undefined ? undefined : messageOf(error));
      if (error !== undefined) rooms.life.fail(error);
    },
    ended: () => idle.check(),
  });
  const intake = createIntake({
    store,
    clock,
    places: { ids, defaultCommunity },
    take(entry, begin) {
      const { lanes } = rooms.handling;
      if (begin === 'now') lanes.add(entry);
      else lanes.addNextTurn(entry);
    },
    overtake: (entry) => rooms.housekeeping.pausing.overtake(entry),
  });
  const fromOutside = (list: readonly KapwaEvent[], how?: AcceptOptions): MaybePromise<Accepted> =>
    door.passFromOutside(() => intake.accept(list, how));
  const posted = createGathered((list) => promised(() => fromOutside(list, { answerFirst: true })));
  return { idle, door, intake, fromOutside, posted };
}

/** Makes the way in. */
export function createWayIn(ground: Ground, rooms: Rooms): WayIn {
  const { store, clock, log, options, claims, receipts, defaultCommunity } = ground;
  const { idle, door, intake, fromOutside, posted } = createDoor(ground, rooms);

  const accept = (list: readonly KapwaEvent[]): Promise<Accepted> =>
    promised(() => door.pass(() => intake.accept(list)));

  const acceptEntry = (entry: InboxEntry): Promise<boolean> =>
    promised(() => door.pass(() => intake.acceptEntry(entry)));

  const receiveBy = (take: typeof fromOutside, event: KapwaEvent): Receipt =>
    receipts.give(`${event.adapter}:${event.id}`, claims.claimed(event), async () => {
      const [fresh = false] = await take([event]);
      return fresh;
    });

  const receiveFromOutside = (event: PlatformEvent): Receipt => {
    const wrong = wrongInEvent(event);
    if (wrong === undefined) return receiveBy(fromOutside, event);
    // A host that waits for nothing would never hear of it.
    log.error(wrong.message);
    return receipts.give('', false, () => Promise.reject(wrong));
  };

  const refusals = createRefusals({ store, clock, log, community: defaultCommunity });

  const connections = createConnections(options.adapters ?? [], {
    watch: refusals.watch,
    refuseTap: refusals.tap,
    clock,
    log,
    accept: fromOutside,
    acceptPosted: posted.accept,
    ready: door.ready,
    chats: (adapter) => knownChats(store, adapter),
    bury: (adapter, part, reason) =>
      door.during(() => rooms.housekeeping.deadLetters.bury(adapter, part, reason)),
    session: (space) =>
      adapterSession(store.session(space), (list, keep) =>
        promised(() => door.pass(() => intake.accept(list, { keep }))),
      ),
  });

  return {
    idle,
    door,
    intake,
    connections,
    refusals,
    accept,
    acceptEntry,
    receive: (event) => receiveBy(accept, event),
    receiveFromOutside,
  };
}
