import type {
  Commit,
  DeadLetter,
  InboxEntry,
  MessageReceived,
  OutboxItem,
  Write,
} from '@kapwa/core';

/** An ordinary moment, ms UTC. */
export const MORNING = Date.UTC(2027, 2, 1, 8);

const place = { community: 'health-workers', group: 'north-area' };
const lane = 'group:health-workers/north-area';

function eventOf(id: string): MessageReceived {
  return {
    kind: 'message.received',
    id,
    at: MORNING,
    adapter: 'playground',
    chat: { id: 'north', direct: false, title: 'North Area' },
    from: { id: 'ana', name: 'Ana' },
    message: id,
    text: 'Good morning',
    mentions: [],
  };
}

/** A message that waits for its lane. */
export function entryOf(id: string, changes: Partial<InboxEntry> = {}): InboxEntry {
  return { id, lane, place, event: eventOf(id), attempt: 0, ...changes };
}

/** A reply that waits to go out. */
export function itemOf(id: string, changes: Partial<OutboxItem> = {}): OutboxItem {
  return {
    id,
    lane,
    place,
    community: place.community,
    adapter: 'playground',
    plugin: 'greeter',
    destination: lane,
    action: {
      kind: 'message.send',
      to: { group: place.group },
      text: [{ kind: 'plain', text: 'Good morning to you' }],
    },
    options: {},
    at: MORNING,
    attempt: 0,
    ...changes,
  };
}

/** A part of an event that was given up. */
export function letterOf(id: string): DeadLetter {
  return { id, entry: entryOf(id), plugin: 'greeter', reason: 'it broke', at: MORNING };
}

/** A commit of these changes and nothing else. */
export function commitOf(changes: Partial<Commit>): Commit {
  return { expect: [], writes: [], outgoing: [], post: [], dead: [], ...changes };
}

/** A write of a whole record. */
export function put(key: string, value: unknown, collection = 'greeter.notes'): Write {
  return { op: 'put', collection, key, value };
}
