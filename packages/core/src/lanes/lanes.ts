import type { Clock } from '../clock.js';
import { inTime } from '../in-time.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';
import { createAftermath } from './aftermath.js';
import { createBreath } from './breath.js';

/** Runs events lane by lane: in order within a lane, side by side otherwise. */
export interface Lanes {
  add(entry: InboxEntry): void;
  /**
   * Begins with an entry only when everything else of the process has had its turn: whoever handed
   * it over answers their platform meanwhile. Entries keep the order in which they were added.
   */
  addNextTurn(entry: InboxEntry): void;
  /** Entries that run now or are ready to. */
  busy(): number;
  /** Takes up what was held back and need not be any longer. */
  release(): void;
  /** Entries of a community that are held back. */
  heldIn(community: string): number;
  /** Lets go of entries that have not run yet: they do not run any more. */
  forget(ids: readonly string[]): void;
  /**
   * Takes up nothing more; resolves when what runs has ended, or after `limit` ms. What has not run
   * is found again at the next start.
   */
  stop(limit?: number): Promise<void>;
}

/** What lanes run on. */
export interface LaneParts {
  readonly clock: Clock;
  /** Handles one entry. Must not reject: a lane goes on whatever happens. */
  run(entry: InboxEntry): MaybePromise<void>;
  /** Whether an entry is not to be handled for now: its lane waits with it, in order. */
  isHeld?(entry: InboxEntry): boolean;
  /** Told whenever a lane has nothing left to do. */
  onQuiet(): void;
  /** Told whenever an entry is through. */
  onLess?(): void;
}

/** What waits in one lane. */
interface Lane {
  readonly queue: InboxEntry[];
  /** `parked`: all of it is held back. */
  state: 'idle' | 'moving' | 'parked';
}

/** So many lanes may be known before those in which nothing waits are forgotten. */
const FORGET_FROM = 1_024;

/** Makes the lanes of one kit. Nothing in them waits for a promise where `run` is through at once. */
export function createLanes({ clock, run, isHeld, onQuiet, onLess }: LaneParts): Lanes {
  const lanes = new Map<string, Lane>();
  const later = new Set<() => void>();
  const forgotten = new Set<string>();
  const breath = createBreath();
  /** Lanes that begin when the entry that runs now is over. */
  const beginning: Lane[] = [];
  let forgetAt = FORGET_FROM;
  let busy = 0;
  let moving = 0;
  let isInside = false;
  let stopped = false;
  let onStill: (() => void) | undefined;

  const forgetIdle = (): void => {
    for (const [name, { state }] of lanes) if (state === 'idle') lanes.delete(name);
    forgetAt = Math.max(FORGET_FROM, lanes.size * 2);
  };

  const laneOf = (name: string): Lane => {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    if (lanes.size >= forgetAt) forgetIdle();
    const lane: Lane = { queue: [], state: 'idle' };
    lanes.set(name, lane);
    return lane;
  };

  /** What is next in a line; what is held back lets others pass, and nothing else does. */
  const next = ({ queue }: Lane): InboxEntry | undefined => {
    const [first] = queue;
    if (first === undefined || isHeld?.(first) !== true) return queue.shift();
    const index = queue.findIndex((entry) => isHeld(entry) !== true);
    return index === -1 ? undefined : queue.splice(index, 1)[0];
  };

  const ended = (): void => {
    busy -= 1;
    breath.count();
    onLess?.();
  };

  const stand = (lane: Lane): void => {
    lane.state = lane.queue.length === 0 ? 'idle' : 'parked';
    busy -= lane.queue.length;
    moving -= 1;
    if (busy === 0) onQuiet();
    if (moving === 0) onStill?.();
  };

  const runOne = (entry: InboxEntry): MaybePromise<void> => {
    const isForgotten = forgotten.size > 0 && forgotten.delete(entry.id);
    if (stopped || isForgotten) return undefined;
    isInside = true;
    const ran = run(entry);
    isInside = false;
    return ran;
  };

  /** Goes through a lane until nothing is left, or something in it is not over at once. */
  const move = (lane: Lane): void => {
    for (let entry = next(lane); entry !== undefined; entry = next(lane)) {
      const ran = runOne(entry);
      if (ran instanceof Promise) {
        void ran.then(() => {
          ended();
          go(lane);
        });
        return;
      }
      ended();
      if (breath.isDue() && lane.queue.length > 0) {
        breath.take(() => go(lane));
        return;
      }
    }
    stand(lane);
  };

  const go = (lane: Lane): void => {
    move(lane);
    for (let other = beginning.shift(); other !== undefined; other = beginning.shift()) move(other);
  };

  const begin = (lane: Lane): void => {
    lane.state = 'moving';
    moving += 1;
    // What one entry posts to another lane begins after it, never inside of it.
    if (isInside) beginning.push(lane);
    else go(lane);
  };

  const unpark = (lane: Lane): void => {
    busy += lane.queue.length;
    begin(lane);
  };

  const ready = (entry: InboxEntry): void => {
    const lane = laneOf(entry.lane);
    lane.queue.push(entry);
    if (lane.state !== 'parked') busy += 1;
    if (lane.state === 'idle') begin(lane);
    else if (lane.state === 'parked' && isHeld?.(entry) !== true) unpark(lane);
  };

  const aftermath = createAftermath((entry) => {
    busy -= 1;
    ready(entry);
  });

  const putAfter = (entry: InboxEntry): void => {
    busy += 1;
    aftermath.put(entry);
  };

  const parked = (): Lane[] => [...lanes.values()].filter(({ state }) => state === 'parked');

  const still = (): Promise<void> =>
    moving === 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          onStill = resolve;
        });

  return {
    addNextTurn(entry) {
      if (!stopped) putAfter(entry);
    },
    add(entry) {
      if (stopped) return;
      if (entry.notBefore === undefined || entry.notBefore <= clock.now()) {
        if (aftermath.count() === 0) ready(entry);
        else putAfter(entry);
        return;
      }
      const cancel = clock.at(entry.notBefore, () => {
        later.delete(cancel);
        if (!stopped) ready(entry);
      });
      later.add(cancel);
    },
    busy: () => busy,
    release() {
      if (stopped) return;
      for (const lane of parked()) unpark(lane);
    },
    forget(ids) {
      for (const id of ids) forgotten.add(id);
    },
    heldIn: (community) =>
      parked()
        .flatMap(({ queue }) => queue)
        .filter(({ place }) => place.community === community).length,
    async stop(limit) {
      stopped = true;
      busy -= aftermath.count();
      aftermath.clear();
      for (const cancel of later) cancel();
      later.clear();
      if (limit === undefined) await still();
      else await inTime(still(), limit, clock);
    },
  };
}
