import { type Adapters, isShared } from '../adapters/ways.js';
import type { MessageReceived } from '../events/event.js';
import type { Person } from '../model/person.js';

/** Somebody after they wrote to the bot directly: what they call themselves, and when it was. */
export function afterWriting(person: Person, event: MessageReceived, adapters: Adapters): Person {
  const { adapter, via = adapter, at } = event;
  const { wroteBy } = person;
  const way = isShared(adapter, adapters)
    ? { wroteBy: { ...wroteBy, [via]: Math.max(at, wroteBy?.[via] ?? 0) } }
    : {};
  return {
    ...person,
    name: event.from.name ?? person.name,
    hasWritten: true,
    wroteAt: Math.max(at, person.wroteAt ?? 0),
    ...way,
  };
}
