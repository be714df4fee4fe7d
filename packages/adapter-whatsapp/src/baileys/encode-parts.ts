import { type EncodeFacts, KapwaError, type PersonId } from '@kapwa/core';
import { jidOf } from './jid.js';
import type { SocketRequest } from './socket-port.js';

/** A request an action is written down as. */
export type Request = Exclude<SocketRequest, { op: 'role' | 'download' }>;

/** Why something cannot be written down. */
export function problem(what: string): KapwaError {
  return new KapwaError('adapter.invalid', `whatsapp: ${what}`);
}

/** Where a message goes. */
export function addressOf({ chat }: EncodeFacts): string {
  const jid = chat.direct ? jidOf(chat.id) : chat.id;
  if (jid === undefined) throw problem('this person has no number or id that WhatsApp knows.');
  return jid;
}

/** The address of somebody an action is about. */
export function memberJid(person: PersonId, { accountOf }: EncodeFacts): string {
  const jid = jidOf(accountOf(person) ?? '');
  if (jid === undefined) throw problem('this person has no account on WhatsApp.');
  return jid;
}
