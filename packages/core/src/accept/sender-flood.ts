import type { KapwaEvent } from '../events/event.js';
import type { InboxEntry } from '../store/store.js';

/** Messages are counted in stretches as long as this, ms. */
const STRETCH = 10_000;

/** So many senders may be remembered before those of earlier stretches are forgotten. */
const FORGET_FROM = 1_024;

/** Whether the messages of one sender are still answered one by one. */
export interface SenderFlood {
  /**
   * `no` as long as they are; `first` for the one with which that ends, and then `yes`. The same
   * entry gets the same answer again.
   */
  isFolded(entry: InboxEntry): 'no' | 'first' | 'yes';
}

/** What is known of one sender in one lane. */
interface Sender {
  readonly lane: string;
  stretch: number;
  count: number;
  /** Whether this flood has had its one answer. */
  isTold: boolean;
  /** The entry that was counted last, and what was answered. */
  last: string;
  answer: 'no' | 'first' | 'yes';
}

function count(sender: Sender, stretch: number, most: number): Sender['answer'] {
  if (stretch === sender.stretch) {
    sender.count += 1;
  } else {
    // What goes on into the next stretch is the same flood.
    sender.isTold &&= sender.count > most && stretch === sender.stretch + 1;
    sender.stretch = stretch;
    sender.count = 1;
  }
  if (sender.count <= most) return 'no';
  if (sender.isTold) return 'yes';
  sender.isTold = true;
  return 'first';
}

/**
 * Makes what counts messages by sender, lane and the time at which they were sent: what was
 * written in the course of a night and comes in one go is no flood.
 */
export function createSenderFlood(most: number): SenderFlood {
  // By the sender alone: nearly everybody writes in one lane at a time.
  const senders = new Map<string, Sender>();
  // By the sender and the lane, for those who do not.
  const elsewhere = new Map<string, Sender>();
  let forgetAt = FORGET_FROM;

  const forget = (stretch: number): void => {
    for (const map of [senders, elsewhere]) {
      for (const [key, sender] of map) if (sender.stretch < stretch - 1) map.delete(key);
    }
    forgetAt = Math.max(FORGET_FROM, (senders.size + elsewhere.size) * 2);
  };

  const senderOf = (from: string, lane: string, stretch: number): Sender => {
    const first = senders.get(from);
    if (first?.lane === lane) return first;
    const key = first === undefined ? from : `${from} ${lane}`;
    const map = first === undefined ? senders : elsewhere;
    const known = map.get(key);
    if (known !== undefined) return known;
    if (senders.size + elsewhere.size >= forgetAt) forget(stretch);
    const sender: Sender = { lane, stretch, count: 0, isTold: false, last: '', answer: 'no' };
    map.set(key, sender);
    return sender;
  };

  return {
    isFolded({ id, lane, only, event }) {
      if (event.kind !== 'message.received' || only !== undefined) return 'no';
      const stretch = Math.floor(event.at / STRETCH);
      const sender = senderOf(event.from.id, lane, stretch);
      if (sender.last === id) return sender.answer;
      sender.last = id;
      sender.answer = count(sender, stretch, most);
      return sender.answer;
    },
  };
}

/** The step of the house that answers a flood. */
export const FLOOD_STEP = 'flooded';

/** The entry by which a whole flood gets its one answer, in its lane. */
export function floodAnswer(entry: InboxEntry, event: KapwaEvent): InboxEntry {
  const { lane, place } = entry;
  const { at, adapter } = event;
  const id = `${entry.id}>flooded`;
  const about = { community: place.community, plugin: 'core', step: FLOOD_STEP, data: {} };
  return {
    id,
    lane,
    place,
    attempt: 0,
    event: { kind: 'plugin.posted', id, at, adapter, ...about },
  };
}
