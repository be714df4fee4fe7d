import type { MessageReceived } from '../events/event.js';
import type { Person } from '../model/person.js';

/** How exactly the moment is kept at which somebody last wrote, ms: a write for every message is too much. */
const WROTE_AT_STEP = 10 * 60_000;

/** Whether a direct message tells anything of its writer, besides a name, that is to be kept. */
export function isNewsOf(person: Person, { adapter, via = adapter, at }: MessageReceived): boolean {
  const { hasWritten, wroteAt, wroteBy } = person;
  const isLater = (last = Number.NEGATIVE_INFINITY): boolean => at >= last + WROTE_AT_STEP;
  return !hasWritten || isLater(wroteAt) || isLater(wroteBy?.[via]);
}

/**
 * Somebody after they wrote to the bot directly: what they call themselves, and when it was.
 *
 * Not `{ ...person, wroteAt }`: V8 (11.3, Node 20) gives every object that is spread and then gets a
 * new key a hidden class of its own. With a thousand people, each reading of one of them was slow.
 */
export function afterWriting(person: Person, event: MessageReceived): Person {
  const { adapter, via = adapter, at } = event;
  const { wroteBy } = person;
  return Object.assign({}, person, {
    name: event.from.name ?? person.name,
    hasWritten: true,
    wroteAt: Math.max(at, person.wroteAt ?? 0),
    // Whoever wrote on one messenger has not opened their chat on another.
    wroteBy: { ...wroteBy, [via]: Math.max(at, wroteBy?.[via] ?? 0) },
  });
}
