import type { PlatformEvent } from '@kapwa/core';
import { readContacts } from './accounts.js';
import { decodeGroup } from './decode-group.js';
import { decodeMessage, type Read } from './decode-message.js';
import { decodeStatus } from './decode-status.js';
import { changeSchema, entrySchema, webhookSchema } from './wire.js';

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
}

function decodeChange(item: unknown, facts: DecodeFacts): readonly Read[] {
  const change = changeSchema.safeParse(item).data;
  if (change === undefined) return [{ skip: 'an unusable change' }];
  const { metadata, contacts: named, messages = [], statuses = [], groups = [] } = change.value;
  if (metadata !== undefined && metadata.phone_number_id !== facts.phoneNumberId) {
    return [{ skip: 'a report for another phone number' }];
  }
  if (messages.length + statuses.length + groups.length === 0) {
    return [{ skip: 'a change without messages, statuses or groups' }];
  }
  const contacts = readContacts(named);
  return [
    ...messages.map((one) => decodeMessage(one, contacts)),
    ...statuses.map((one) => decodeStatus(one)),
    ...groups.flatMap((one) => decodeGroup(one, change.field, contacts)),
  ];
}

function decodeEntry(item: unknown, facts: DecodeFacts): readonly Read[] {
  const entry = entrySchema.safeParse(item).data;
  if (entry === undefined) return [{ skip: 'an unusable entry' }];
  return entry.changes.flatMap((change) => decodeChange(change, facts));
}

/**
 * Reads a webhook: every entry, every change, every message, status and group report in it.
 *
 * Meta puts several of each into one webhook under load. Never throws: what cannot be
 * understood is skipped by itself, and everything beside it counts.
 */
export function decode(webhook: unknown, facts: DecodeFacts): Decoded {
  const outer = webhookSchema.safeParse(webhook).data;
  if (outer === undefined) return { events: [], skipped: ['an unusable webhook'] };
  const reads = outer.entry.flatMap((entry) => decodeEntry(entry, facts));
  return {
    events: reads.flatMap((read) => ('event' in read ? [read.event] : [])),
    skipped: reads.flatMap((read) => ('skip' in read ? [read.skip] : [])),
  };
}
