import { randomBytes } from 'node:crypto';
import type { Clock } from '@kapwa/core';
import { type Companions, createCompanions } from '../devices/companion.js';
import { createLog, type Log } from '../messages/entry.js';
import { type Arrival, createHandset, type Handset } from '../messages/handset.js';
import { createIdentityKeys, type IdentityKeys } from '../signal/phone-keys.js';
import { type Bell, createBell } from '../waiting/bell.js';
import { groupNotification } from '../wire/group-notification.js';
import type { Account } from '../world/account.js';
import type { Happening } from '../world/change.js';
import { createDirectory, type Directory } from '../world/directory.js';
import { createGroupWorld, type GroupWorld } from '../world/group-world.js';

/** Everything the server keeps: people, phones, linked devices, groups and messages. */
export interface Network {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly companions: Companions;
  readonly groups: GroupWorld;
  readonly log: Log;
  handset(account: Account): Handset;
  /** Gives people one set of long-lived keys between them, before they use any. */
  shareKeys(accounts: readonly Account[]): void;
  /** Rings when a message has reached anybody's phone. */
  readonly news: Bell;
  /** The ids of messages that a linked device of somebody has marked as read. */
  readonly read: Map<Account, Set<string>>;
  /** Messages that linked devices get only when they are released, by id. */
  readonly held: Map<string, () => void>;
  /** A new id for a notification or a message. */
  newId(): string;
}

/** Called when a phone cannot read what a linked device has sent. */
export type UnreadableArrival = (by: Account, arrival: Arrival, attempt: number) => void;

function createHandsets(unreadable: UnreadableArrival) {
  const handsets = new Map<Account, Handset>();
  const shared = new Map<Account, () => IdentityKeys>();
  return {
    handset(account: Account) {
      const known = handsets.get(account);
      if (known) return known;
      const identity = shared.get(account) ?? createIdentityKeys;
      const handset = createHandset(account, identity, (arrival, attempt) =>
        unreadable(account, arrival, attempt),
      );
      handsets.set(account, handset);
      return handset;
    },
    shareKeys(accounts: readonly Account[]) {
      let keys: IdentityKeys | undefined;
      for (const account of accounts) {
        shared.set(account, () => {
          keys ??= createIdentityKeys();
          return keys;
        });
      }
    },
  };
}

/** A network without anybody. */
export function createNetwork(clock: Clock, unreadable: UnreadableArrival): Network {
  const companions = createCompanions();
  const news = createBell();
  const newId = (): string => randomBytes(16).toString('hex').toUpperCase();

  function announce(happening: Happening): void {
    for (const account of happening.audience) {
      for (const { mailbox } of companions.of(account)) {
        const id = newId();
        const stanza = groupNotification(happening, { id, at: clock.now() });
        mailbox.post(`notification:${id}`, () => stanza);
      }
    }
  }

  return {
    clock,
    companions,
    newId,
    directory: createDirectory(),
    groups: createGroupWorld(clock, announce),
    log: createLog(news.ring),
    news,
    read: new Map(),
    held: new Map(),
    ...createHandsets(unreadable),
  };
}
