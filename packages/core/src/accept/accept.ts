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
  accept(events: readonly KapwaEvent[], keep?: Keep): Promise<readonly InboxEntry[]>;
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
  take(entry: InboxEntry): void;
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

  const entriesOf = async (events: readonly KapwaEvent[]): Promise<InboxEntry[]> => {
    const entries: InboxEntry[] = [];
    for (const event of events) entries.push(await entryOf(event));
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

  /** One event of which it is known at once whose it is goes at once, unless others wait. */
  const hand = (events: readonly KapwaEvent[], keep?: Keep): MaybePromise<HandedOver> => {
    const [only] = events;
    if (only === undefined || events.length > 1 || before !== undefined) {
      return handLater(() => entriesOf(events), keep);
    }
    const entry = entryOf(only);
    if (!(entry instanceof Promise)) return handOver([entry], keep);
    return handLater(() => entry.then((one) => [one]), keep);
  };

  return {
    async accept(events, keep) {
      const handed = hand(events, keep);
      const { entries, answer } = handed instanceof Promise ? await handed : handed;
      const fresh = answer instanceof Promise ? await answer : answer;
      const taken = entries.filter((_, index) => fresh[index] === true);
      for (const entry of taken) take(entry);
      return taken;
    },
    async acceptEntry(entry) {
      const [fresh = false] = await store.accept([entry], clock.now());
      if (fresh) take(entry);
      return fresh;
    },
  };
}
