import type { MessageReceived } from '../events/event.js';
import type { Person } from '../model/person.js';

/** Somebody after they wrote to the bot directly: what they call themselves, and when it was. */
export function afterWriting(person: Person, event: MessageReceived): Person {
  const { adapter, via = adapter, at } = event;
  const { wroteBy } = person;
  return {
    ...person,
    name: event.from.name ?? person.name,
    hasWritten: true,
    wroteAt: Math.max(at, person.wroteAt ?? 0),
    // Whoever wrote on one messenger has not opened their chat on another.
    wroteBy: { ...wroteBy, [via]: Math.max(at, wroteBy?.[via] ?? 0) },
  };
}
