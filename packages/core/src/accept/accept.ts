import type { AcceptOptions } from '../adapters/adapter.js';
import type { Clock } from '../clock.js';
import type { KapwaEvent } from '../events/event.js';
import { collections } from '../model/keys.js';
import { added } from '../store/added.js';
import { goOn } from '../store/go-on.js';
import { createRemembered } from '../store/remembered.js';
import type { InboxEntry, MaybePromise, Store } from '../store/store.js';
import { type Placed, type Places, placeOf } from './place.js';

/** Stores entries, where something else has to be stored in the same step. */
export type Keep = (entries: readonly InboxEntry[], at: number) => ReturnType<Store['accept']>;

/** The one door by which everything that changes state comes in. */
export interface Intake {
  /**
   * Takes events in. Answers once all of them are durable, with which of them are new, in order;
   * the others had come before. Fails when the store is down: then nothing may be confirmed.
   */
  accept(events: readonly KapwaEvent[], how?: How): MaybePromise<readonly boolean[]>;
  /** Takes in an entry that knows its lane already. False when it had come before. */
  acceptEntry(entry: InboxEntry): MaybePromise<boolean>;
}

type How = AcceptOptions & { readonly keep?: Keep };

/**
 * When handling an entry is to begin: at once, or when everything else of the process has had its
 * turn, so that whoever handed it over does not wait for it.
 */
export type Begin = 'now' | 'next-turn';

/** What a store answers, kept from being waited for with what came before it. */
interface HandedOver {
  readonly answer: MaybePromise<readonly boolean[]>;
}

function either(instead: InboxEntry | undefined, entry: InboxEntry): InboxEntry {
  return instead ?? entry;
}

/** Makes the door: places each event, stores it once, and hands what is new to `take`. */
export function createIntake(parts: {
  readonly store: Store;
  readonly places: Pick<Places, 'ids' | 'defaultCommunity'>;
  readonly clock: Clock;
  take(entry: InboxEntry, begin: Begin): void;
  /** What is taken in instead of an entry, where it must not wait; undefined for all others. */
  overtake?(entry: InboxEntry): Promise<InboxEntry | undefined> | undefined;
}): Intake {
  const { store, clock, take } = parts;
  const places: Places = {
    ...parts.places,
    store,
    groups: createRemembered<Placed>(store, [collections.chats]),
    people: createRemembered<Placed>(store, [collections.accounts]),
  };

  const inPlace = ({ lane, place }: Placed, event: KapwaEvent): MaybePromise<InboxEntry> => {
    const entry = { id: `${event.adapter}:${event.id}`, lane, place, event, attempt: 0 };
    const instead = parts.overtake?.(entry);
    return instead === undefined ? entry : goOn(instead, either, entry);
  };

  const entryOf = (event: KapwaEvent): MaybePromise<InboxEntry> =>
    goOn(placeOf(event, places), inPlace, event);

  /** Places events one after the other; waits only for those of which it is not known at once. */
  const entriesOf = (
    events: readonly KapwaEvent[],
    from = 0,
    entries: readonly InboxEntry[] = [],
  ): MaybePromise<readonly InboxEntry[]> => {
    let placed = entries;
    for (let at = from; at < events.length; at += 1) {
      const entry = entryOf(events[at] as KapwaEvent);
      if (entry instanceof Promise) return entriesAfter(entry, events, at, placed);
      placed = added(placed, entry);
    }
    return placed;
  };

  const entriesAfter = async (
    entry: Promise<InboxEntry>,
    events: readonly KapwaEvent[],
    at: number,
    before: readonly InboxEntry[],
  ): Promise<readonly InboxEntry[]> => entriesOf(events, at + 1, added(before, await entry));

  const taken = (
    fresh: readonly boolean[],
    entries: readonly InboxEntry[],
    begin: Begin,
  ): readonly boolean[] => {
    for (let at = 0; at < entries.length; at += 1) {
      if (fresh[at] === true) take(entries[at] as InboxEntry, begin);
    }
    return fresh;
  };

  /** A store may know what is new before that is durable: then it is handled meanwhile. */
  const keepIn = (
    entries: readonly InboxEntry[],
    how: How | undefined,
  ): MaybePromise<readonly boolean[]> => {
    const begin = how?.answerFirst === true ? 'next-turn' : 'now';
    let isTaken = false;
    const answer = store.accept(entries, clock.now(), undefined, (fresh) => {
      isTaken = true;
      taken(fresh, entries, begin);
    });
    return isTaken ? answer : goOn(answer, taken, entries, begin);
  };

  /** Hands entries to the store at once, and on to `take` when it knows which are new. */
  const handOver = (
    entries: readonly InboxEntry[],
    how: How | undefined,
  ): MaybePromise<readonly boolean[]> => {
    if (how?.keep === undefined) return keepIn(entries, how);
    return goOn(how.keep(entries, clock.now()), taken, entries, 'now');
  };

  // Finding out whose an event is may take longer for one than for the next; order is kept anyway.
  let before: Promise<unknown> | undefined;

  const handLater = (
    place: () => MaybePromise<readonly InboxEntry[]>,
    how: How | undefined,
  ): Promise<readonly boolean[]> => {
    const earlier = before ?? Promise.resolve();
    const handed = earlier
      .then(place)
      .then((entries): HandedOver => ({ answer: handOver(entries, how) }));
    const done: Promise<unknown> = handed
      .catch(() => undefined)
      .then(() => {
        if (before === done) before = undefined;
      });
    before = done;
    return handed.then(({ answer }) => answer);
  };

  return {
    /** Events of which it is known at once whose they are go at once, unless others wait. */
    accept(events, how) {
      if (before !== undefined) return handLater(() => entriesOf(events), how);
      const entries = entriesOf(events);
      return entries instanceof Promise ? handLater(() => entries, how) : handOver(entries, how);
    },
    acceptEntry: (entry) => goOn(handOver([entry], undefined), ([fresh = false]) => fresh),
  };
}
