import { randomInt } from 'node:crypto';
import { readAddress } from '../wire/jid.js';
import type { Account } from './account.js';

/** Everybody with WhatsApp. */
export interface Directory {
  open(about: NewAccount): Account;
  /** The person behind an address with a hidden id or a phone number, of any device. */
  find(jid: string | undefined): Account | undefined;
  byNumber(number: string): Account | undefined;
}

/** What is known of somebody new; what is left out is made up. */
interface NewAccount {
  readonly name: string;
  readonly number?: string | undefined;
  readonly hidesNumber?: boolean | undefined;
  readonly refusesBeingAdded?: boolean | undefined;
}

/** Only the digits of a phone number. */
export function digitsOf(number: string): string {
  return number.replaceAll(/\D/g, '');
}

/** Nobody has WhatsApp yet. */
export function createDirectory(): Directory {
  const byId = new Map<string, Account>();
  const byNumber = new Map<string, Account>();
  // Hidden ids are 15 digits; where they begin is chance, so that no test counts on them.
  let lastId = 100_000_000_000_000 + randomInt(1_000_000) * 10_000_000;
  let lastNumber = 254_711_000_000;

  return {
    open({ name, number, hidesNumber = false, refusesBeingAdded = false }) {
      lastId += 1;
      lastNumber += 1;
      const account: Account = {
        id: String(lastId),
        number: number === undefined ? String(lastNumber) : digitsOf(number),
        name,
        hidesNumber,
        refusesBeingAdded,
      };
      byId.set(account.id, account);
      byNumber.set(account.number, account);
      return account;
    },
    find(jid) {
      const address = readAddress(jid);
      if (!address) return undefined;
      return address.server === 'lid' ? byId.get(address.user) : byNumber.get(address.user);
    },
    byNumber: (number) => byNumber.get(digitsOf(number)),
  };
}
