import type { InboxEntry, OutboxItem, Store, Write } from '../../store/store.js';
import { overtakes, PAUSES, type PauseState, pauseKey, pauseSchema } from './pause-state.js';
import { type HeldUp, isTooOld } from './too-old.js';

/** Which communities are paused: read before every handler and every send, so kept in memory. */
export interface PauseFlags {
  /** Reads what is stored; at a start. */
  read(store: Pick<Store, 'list'>): Promise<void>;
  /** Keeps the flags true to what was committed. */
  follow(writes: readonly Write[]): void;
  of(community: string): PauseState | undefined;
  isPaused(community: string): boolean;
  /** Whether an event is not to be handled now. */
  holdsEntry(entry: InboxEntry): boolean;
  /** Whether an action is not to be sent now. */
  holdsItem(item: OutboxItem): boolean;
  /** Whether an action has waited too long, because of a pause, to be still wanted. */
  isTooOld(community: string, held: HeldUp, now: number): boolean;
}

/** What is taken up even while paused, because the kit itself waits for it. */
const always: readonly string[] = ['blueprint.loaded', 'community.removed'];

/** Makes flags for communities that are all at work. */
export function createPauseFlags(): PauseFlags {
  const states = new Map<string, PauseState>();
  const paused = new Set<string>();

  const set = (key: string, value: unknown): void => {
    const state = pauseSchema.safeParse(value).data;
    if (state === undefined) return;
    states.set(key, state);
    if (state.paused) paused.add(key);
    else paused.delete(key);
  };

  const isPaused = (community: string): boolean =>
    paused.size > 0 && paused.has(pauseKey(community));

  return {
    async read(store) {
      for (const { key, value } of await store.list(PAUSES, '')) set(key, value);
    },
    follow(writes) {
      for (const write of writes) {
        if (write.collection === PAUSES && write.op === 'put') set(write.key, write.value);
      }
    },
    of: (community) => (states.size === 0 ? undefined : states.get(pauseKey(community))),
    isPaused,
    holdsEntry: ({ place, lane, event }) =>
      isPaused(place.community) && !overtakes(lane) && !always.includes(event.kind),
    holdsItem: ({ community, lane }) => isPaused(community) && !overtakes(lane),
    isTooOld(community, held, now) {
      if (states.size === 0) return false;
      const state = states.get(pauseKey(community));
      return state !== undefined && isTooOld(held, state, now);
    },
  };
}
