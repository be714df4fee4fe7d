import { limits } from './limits.js';
import type { Contact, WireChange, WireMessage, WireStatus } from './wire.js';

/*
 * What nearly every webhook is made of, checked by hand: most of the time a webhook took went into
 * its schemas. Each of these answers what the schema in `wire.ts` would, or undefined where it is
 * not sure: then the schema is asked. A test holds the two equal.
 */

type Fields = Readonly<Record<string, unknown>>;

/** Any object but a list. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= limits.id;
}

function isIdIfAny(value: unknown): value is string | undefined {
  return value === undefined || isId(value);
}

function isListIfAny(value: unknown): value is unknown[] | undefined {
  return value === undefined || Array.isArray(value);
}

/** Seconds since 1970 as Meta writes them: ten digits at most, up to the year 2200. */
function secondsOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^[1-9]\d{0,9}$/.test(value)) return undefined;
  const seconds = Number(value);
  return seconds <= limits.latest ? seconds : undefined;
}

/** A change of one number, with its lists. */
export function usualChange(item: unknown): WireChange | undefined {
  if (!isObject(item) || typeof item.field !== 'string' || !isObject(item.value)) {
    return undefined;
  }
  const { metadata, contacts, messages, statuses, groups } = item.value;
  if (!isObject(metadata) || !isId(metadata.phone_number_id)) return undefined;
  if (!isListIfAny(contacts) || !isListIfAny(messages)) return undefined;
  if (!isListIfAny(statuses) || !isListIfAny(groups)) return undefined;
  const { phone_number_id } = metadata;
  const value = { metadata: { phone_number_id }, contacts, messages, statuses, groups };
  return { field: item.field, value };
}

/** Somebody by their ids and a name. */
export function usualContact(item: unknown): Contact | undefined {
  if (!isObject(item) || !isObject(item.profile)) return undefined;
  const { wa_id, user_id } = item;
  const { name } = item.profile;
  if (!isIdIfAny(wa_id) || !isIdIfAny(user_id) || typeof name !== 'string') return undefined;
  return { wa_id, user_id, profile: { name } };
}

/** Words somebody has written, in answer to nothing and not forwarded. */
export function usualText(item: unknown): WireMessage | undefined {
  if (!isObject(item) || item.type !== 'text' || !isObject(item.text)) return undefined;
  const { id, from, from_user_id, group_id, context } = item;
  const { body } = item.text;
  const timestamp = secondsOf(item.timestamp);
  if (!isId(id) || timestamp === undefined || context !== undefined) return undefined;
  if (!isIdIfAny(from) || !isIdIfAny(from_user_id) || !isIdIfAny(group_id)) return undefined;
  if (typeof body !== 'string' || body.length > limits.receivedText) return undefined;
  return { type: 'text', id, timestamp, from, from_user_id, group_id, text: { body } };
}

/** How far a message of the bot has come, where nothing went wrong with it. */
export function usualStatus(item: unknown): WireStatus | undefined {
  if (!isObject(item) || item.errors !== undefined) return undefined;
  const { id, status, recipient_id, recipient_user_id, recipient_type } = item;
  const timestamp = secondsOf(item.timestamp);
  if (!isId(id) || timestamp === undefined || typeof status !== 'string') return undefined;
  if (!isIdIfAny(recipient_id) || !isIdIfAny(recipient_user_id)) return undefined;
  if (recipient_type !== undefined && typeof recipient_type !== 'string') return undefined;
  return { id, status, timestamp, recipient_id, recipient_user_id, recipient_type };
}
