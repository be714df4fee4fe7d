import type { KapwaEvent } from '../events/event.js';
import type { InboxEntry } from '../store/store.js';

/** Messages are counted in stretches as long as this, ms. */
const STRETCH = 10_000;

/** So many senders may be remembered before those of earlier stretches are forgotten. */
const FORGET_FROM = 1_024;

type Answer = 'no' | 'first' | 'yes';

/** Whether the messages of one sender are still answered one by one. */
export interface SenderFlood {
  /**
   * `no` as long as they are; `first` for the one with which that ends, and then `yes`. The same
   * entry gets the same answer again.
   */
  isFolded(entry: InboxEntry): Answer;
}

/** What is known of one sender in one lane. */
interface Sender {
  readonly stretch: number;
  readonly count: number;
  /** Whether this flood has had its one answer. */
  readonly isTold: boolean;
}

/** Stretches are counted from so long before the first one: late messages have their place, too. */
const BEFORE_FIRST = 1_000_000;

/** Senders as numbers: one takes no memory but its place in a map, however many people write. */
function senderNumbers(most: number) {
  /** Counts up to this are told apart. */
  const counts = most + 2;
  let first: number | undefined;
  return {
    of({ stretch, count, isTold }: Sender): number {
      first ??= stretch - BEFORE_FIRST;
      return ((stretch - first) * counts + Math.min(count, most + 1)) * 2 + (isTold ? 1 : 0);
    },
    read(number: number): Sender {
      const rest = Math.floor(number / 2);
      const stretch = Math.floor(rest / counts) + (first ?? 0);
      return { stretch, count: rest % counts, isTold: number % 2 === 1 };
    },
  };
}

/** The sender after one more message, without saying so yet. */
function withOneMore(sender: Sender | undefined, stretch: number, most: number): Sender {
  if (sender === undefined) return { stretch, count: 1, isTold: false };
  if (stretch === sender.stretch) return { ...sender, count: sender.count + 1 };
  // What goes on into the next stretch is the same flood.
  const isSame = sender.count > most && stretch === sender.stretch + 1;
  return { stretch, count: 1, isTold: sender.isTold && isSame };
}

function answerTo({ count, isTold }: Sender, most: number): Answer {
  if (count <= most) return 'no';
  return isTold ? 'yes' : 'first';
}

/** What is known of one lane. */
interface Lane {
  readonly senders: Map<string, number>;
  /** The entry that was counted last, and what was answered: a lane tries no other again. */
  last: string;
  answer: Answer;
}

/**
 * Makes what counts messages by sender, lane and the time at which they were sent: what was
 * written in the course of a night and comes in one go is no flood.
 */
export function createSenderFlood(most: number): SenderFlood {
  const numbers = senderNumbers(most);
  const lanes = new Map<string, Lane>();
  let count = 0;
  let forgetAt = FORGET_FROM;

  const forget = (stretch: number): void => {
    count = 0;
    for (const [name, { senders }] of lanes) {
      for (const [from, number] of senders) {
        if (numbers.read(number).stretch < stretch - 1) senders.delete(from);
      }
      if (senders.size === 0) lanes.delete(name);
      count += senders.size;
    }
    forgetAt = Math.max(FORGET_FROM, count * 2);
  };

  const laneOf = (name: string): Lane => {
    const known = lanes.get(name);
    if (known !== undefined) return known;
    const lane: Lane = { senders: new Map(), last: '', answer: 'no' };
    lanes.set(name, lane);
    return lane;
  };

  const counted = ({ senders }: Lane, from: string, stretch: number): Answer => {
    const known = senders.get(from);
    const sender = withOneMore(known === undefined ? known : numbers.read(known), stretch, most);
    const answer = answerTo(sender, most);
    senders.set(from, numbers.of(answer === 'first' ? { ...sender, isTold: true } : sender));
    if (known === undefined) count += 1;
    return answer;
  };

  return {
    isFolded({ id, lane: name, only, event }) {
      if (event.kind !== 'message.received' || only !== undefined) return 'no';
      if (most === Number.POSITIVE_INFINITY) return 'no';
      const stretch = Math.floor(event.at / STRETCH);
      if (count >= forgetAt) forget(stretch);
      const lane = laneOf(name);
      if (lane.last === id) return lane.answer;
      lane.last = id;
      lane.answer = counted(lane, event.from.id, stretch);
      return lane.answer;
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
