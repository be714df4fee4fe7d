import type { AcceptOptions } from '../adapters/adapter.js';
import type { Clock } from '../clock.js';
import type { KapwaEvent } from '../events/event.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, Store } from '../store/store.js';
import { type Places, placeOf } from './place.js';

/** Stores entries, where something else has to be stored in the same step. */
export type Keep = (entries: readonly InboxEntry[], at: number) => ReturnType<Store['accept']>;

/** The one door by which everything that changes state comes in. */
export interface Intake {
  /**
   * Takes events in. Resolves once all of them are durable, with the entries that are new; the
   * others had come before. Rejects when the store is down: then nothing may be confirmed.
   */
  accept(
    events: readonly KapwaEvent[],
    options?: AcceptOptions & { readonly keep?: Keep },
  ): Promise<readonly InboxEntry[]>;
  /** Takes in an entry that knows its lane already. False when it had come before. */
  acceptEntry(entry: InboxEntry): Promise<boolean>;
}

/** Entries a store was given, and which of them it says are new. */
interface HandedOver {
  readonly entries: readonly InboxEntry[];
  readonly answer: ReturnType<Store['accept']>;
}

/** Makes the door: places each event, stores it once, and hands what is new to `take`. */
export function createIntake(parts: {
  readonly store: Store;
  readonly places: Places;
  readonly clock: Clock;
  take(entry: InboxEntry, options?: AcceptOptions): void;
  /** What is taken in instead of an entry, where it must not wait; undefined for all others. */
  overtake?(entry: InboxEntry): Promise<InboxEntry | undefined> | undefined;
}): Intake {
  const { store, places, clock, take } = parts;

  const entryOf = (event: KapwaEvent): MaybePromise<InboxEntry> =>
    goOn(placeOf(event, places), ({ lane, place }) => {
      const entry = { id: `${event.adapter}:${event.id}`, lane, place, event, attempt: 0 };
      const instead = parts.overtake?.(entry);
      return instead === undefined ? entry : instead.then((other) => other ?? entry);
    });

  /** Places events one after the other; waits only for those of which it is not known at once. */
  const entriesOf = (
    events: readonly KapwaEvent[],
    from = 0,
    entries: InboxEntry[] = [],
  ): MaybePromise<InboxEntry[]> => {
    for (let at = from; at < events.length; at += 1) {
      const entry = entryOf(events[at] as KapwaEvent);
      if (entry instanceof Promise) {
        return entry.then((one) => {
          entries.push(one);
          return entriesOf(events, at + 1, entries);
        });
      }
      entries.push(entry);
    }
    return entries;
  };

  /** Hands entries to the store, without waiting for what is durable. */
  const handOver = (entries: readonly InboxEntry[], keep?: Keep): HandedOver => ({
    entries,
    answer: keep?.(entries, clock.now()) ?? store.accept(entries, clock.now()),
  });

  // Finding out whose an event is may take longer for one than for the next; order is kept anyway.
  let before: Promise<unknown> | undefined;

  const handLater = (
    place: () => MaybePromise<readonly InboxEntry[]>,
    keep: Keep | undefined,
  ): Promise<HandedOver> => {
    const earlier = before ?? Promise.resolve();
    const handed = earlier.then(place).then((entries) => handOver(entries, keep));
    const done: Promise<unknown> = handed
      .catch(() => undefined)
      .then(() => {
        if (before === done) before = undefined;
      });
    before = done;
    return handed;
  };

  /** Events of which it is known at once whose they are go at once, unless others wait. */
  const hand = (events: readonly KapwaEvent[], keep?: Keep): MaybePromise<HandedOver> => {
    if (before !== undefined) return handLater(() => entriesOf(events), keep);
    const entries = entriesOf(events);
    if (!(entries instanceof Promise)) return handOver(entries, keep);
    return handLater(() => entries, keep);
  };

  return {
    async accept(events, options) {
      const handed = hand(events, options?.keep);
      const { entries, answer } = handed instanceof Promise ? await handed : handed;
      const fresh = answer instanceof Promise ? await answer : answer;
      const taken = entries.filter((_, index) => fresh[index] === true);
      for (const entry of taken) take(entry, options);
      return taken;
    },
    async acceptEntry(entry) {
      const [fresh = false] = await store.accept([entry], clock.now());
      if (fresh) take(entry);
      return fresh;
    },
  };
}
