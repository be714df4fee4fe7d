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
  stretch: number;
  count: number;
  /** Whether this flood has had its one answer. */
  isTold: boolean;
  /** The entry that was counted last, and what was answered. */
  last: string;
  answer: 'no' | 'first' | 'yes';
}

function counted(sender: Sender, stretch: number, most: number): Sender['answer'] {
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
  /** By lane, then by sender. */
  const lanes = new Map<string, Map<string, Sender>>();
  let count = 0;
  let forgetAt = FORGET_FROM;

  const forget = (stretch: number): void => {
    count = 0;
    for (const [lane, senders] of lanes) {
      for (const [from, sender] of senders) if (sender.stretch < stretch - 1) senders.delete(from);
      if (senders.size === 0) lanes.delete(lane);
      count += senders.size;
    }
    forgetAt = Math.max(FORGET_FROM, count * 2);
  };

  const sendersIn = (lane: string): Map<string, Sender> => {
    const known = lanes.get(lane);
    if (known !== undefined) return known;
    const senders = new Map<string, Sender>();
    lanes.set(lane, senders);
    return senders;
  };

  const senderOf = (from: string, lane: string, stretch: number): Sender => {
    const known = lanes.get(lane)?.get(from);
    if (known !== undefined) return known;
    if (count >= forgetAt) forget(stretch);
    const sender: Sender = { stretch, count: 0, isTold: false, last: '', answer: 'no' };
    sendersIn(lane).set(from, sender);
    count += 1;
    return sender;
  };

  return {
    isFolded({ id, lane, only, event }) {
      if (event.kind !== 'message.received' || only !== undefined) return 'no';
      const stretch = Math.floor(event.at / STRETCH);
      const sender = senderOf(event.from.id, lane, stretch);
      if (sender.last === id) return sender.answer;
      sender.last = id;
      sender.answer = counted(sender, stretch, most);
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
