import type { AccountRef } from '@kapwa/core';
import { accountIdOf, isLid } from './jid.js';

/** The bot's own two addresses, without the device. */
export interface Me {
  readonly id?: string;
  readonly lid?: string;
}

/** Whether one of these addresses is the bot's. */
export function isMe(me: Me, ...jids: readonly (string | null | undefined)[]): boolean {
  const own = [me.id, me.lid].flatMap((jid) => (jid && accountIdOf(jid)) || []);
  return jids.some((jid) => jid && own.includes(accountIdOf(jid) ?? ''));
}

/**
 * Somebody by all their addresses that a report tells. The hidden id leads where it is known, the
 * number is an alias: a number may be changed or hidden, and may never be told. Undefined where
 * none of the addresses is a person's.
 */
export function accountFrom(
  jids: readonly (string | null | undefined)[],
  name?: string | null,
): AccountRef | undefined {
  const known = jids.filter((jid): jid is string => typeof jid === 'string');
  const ordered = [...known.filter(isLid), ...known.filter((jid) => !isLid(jid))];
  const ids = [...new Set(ordered.flatMap((jid) => accountIdOf(jid) ?? []))];
  const [id, ...aliases] = ids;
  if (id === undefined) return undefined;
  return { id, ...(name && { name }), ...(aliases.length > 0 && { aliases }) };
}
