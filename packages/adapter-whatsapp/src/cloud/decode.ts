import type { PlatformEvent } from '@kapwa/core';
import { readContacts } from './accounts.js';
import { decodeGroup } from './decode-group.js';
import { decodeMessage, type Read } from './decode-message.js';
import { decodeStatus } from './decode-status.js';
import { isObject, usualChange } from './usual.js';
import { changeSchema } from './wire.js';
import { type MadeGroup, readMade } from './wire-groups.js';

/** What is known beforehand. */
export interface DecodeFacts {
  /** The number this adapter speaks for. One app's webhooks may carry several numbers. */
  readonly phoneNumberId: string;
}

/** What a webhook holds, in the kit's words. */
export interface Decoded {
  readonly events: readonly PlatformEvent[];
  /** One line for every part that was not understood, without any of its content. */
  readonly skipped: readonly string[];
  /** Those parts of them somebody should look at: what a person said, and what has no known form. */
  readonly unread: readonly { readonly part: unknown; readonly reason: string }[];
  /** What became of groups the bot asked for. */
  readonly made: readonly MadeGroup[];
}

/** The list of that name in an object; undefined where there is none. */
function listIn(item: unknown, name: 'entry' | 'changes'): readonly unknown[] | undefined {
  const list = isObject(item) ? item[name] : undefined;
  return Array.isArray(list) ? list : undefined;
}

function decodeChange(
  item: unknown,
  facts: DecodeFacts,
  take: (read: Read, part?: unknown) => void,
  takeMade: (made: MadeGroup) => void,
): void {
  const change = usualChange(item) ?? changeSchema.safeParse(item).data;
  if (change === undefined) {
    take({ skip: 'an unusable change' }, item);
    return;
  }
  const { metadata, contacts: named, messages = [], statuses = [], groups = [] } = change.value;
  if (metadata !== undefined && metadata.phone_number_id !== facts.phoneNumberId) {
    take({ skip: 'a report for another phone number' });
    return;
  }
  if (messages.length + statuses.length + groups.length === 0) {
    take({ skip: 'a change without messages, statuses or groups' });
  }
  const contacts = readContacts(named);
  for (const message of messages) take(decodeMessage(message, contacts), message);
  for (const status of statuses) take(decodeStatus(status));
  for (const group of groups) {
    const made = change.field === 'group_lifecycle_update' ? readMade(group) : undefined;
    if (made !== undefined) takeMade(made);
    // One that was not made is told to whoever asked for it, and to nobody else.
    if (made === undefined || 'group' in made) {
      for (const read of decodeGroup(group, change.field, contacts)) take(read);
    }
  }
}

/**
 * Reads a webhook: every entry, every change, every message, status and group report in it.
 *
 * Meta puts several of each into one webhook under load. Never throws: what cannot be
 * understood is skipped by itself, and everything beside it counts.
 */
export function decode(webhook: unknown, facts: DecodeFacts): Decoded {
  const events: PlatformEvent[] = [];
  const skipped: string[] = [];
  const unread: { part: unknown; reason: string }[] = [];
  const made: MadeGroup[] = [];
  const take = (read: Read, part?: unknown): void => {
    if ('event' in read) {
      events.push(read.event);
      return;
    }
    skipped.push(read.skip);
    if (part !== undefined) unread.push({ part, reason: read.skip });
  };
  const entries = listIn(webhook, 'entry');
  if (entries === undefined) take({ skip: 'an unusable webhook' });
  for (const item of entries ?? []) {
    const changes = listIn(item, 'changes');
    if (changes === undefined) take({ skip: 'an unusable entry' }, item);
    for (const change of changes ?? [])
      decodeChange(change, facts, take, (group) => made.push(group));
  }
  return { events, skipped, unread, made };
}
