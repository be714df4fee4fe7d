import { jidDecode } from 'baileys';
import type { Account } from '../world/account.js';

/** Where addresses of a user end: the hidden id (LID) or the phone number (PN). */
export type Addressing = 'lid' | 'pn';

/** WhatsApp's own address, which queries and notifications about an account carry. */
export const SERVER = 's.whatsapp.net';

/** The hidden address of a person, of one of their devices when one is given. */
export function lidOf({ id }: Account, device = 0): string {
  return device === 0 ? `${id}@lid` : `${id}:${device}@lid`;
}

/** The address with the phone number of a person, of one of their devices when one is given. */
export function pnOf({ number }: Account, device = 0): string {
  return device === 0 ? `${number}@${SERVER}` : `${number}:${device}@${SERVER}`;
}

/** A person's address in a chat with this addressing. */
export function addressOf(account: Account, addressing: Addressing): string {
  return addressing === 'lid' ? lidOf(account) : pnOf(account);
}

/** The phone number's address, where others may see it. */
export function shownPnOf(account: Account): string | undefined {
  return account.hidesNumber ? undefined : pnOf(account);
}

/** The parts of an address. */
export interface Address {
  readonly user: string;
  readonly server: string;
  /** 0 is the phone. */
  readonly device: number;
}

/** Takes an address apart; undefined when it is none. */
export function readAddress(jid: string | undefined): Address | undefined {
  const decoded = jidDecode(jid);
  return decoded && { user: decoded.user, server: decoded.server, device: decoded.device ?? 0 };
}
