import type { KeyBundle, PublicPreKey } from '../signal/key-bundle.js';
import type { Connection } from '../wire/connection.js';
import { lidOf } from '../wire/jid.js';
import type { Account } from '../world/account.js';
import { createMailbox, type Mailbox } from './mailbox.js';

/** A device that is linked to a phone: what a bot logs in as. */
export interface Companion {
  readonly account: Account;
  /** Counted from 1; 0 is the phone. */
  readonly device: number;
  /** The key it proves itself with in the handshake. */
  readonly noiseKey: Buffer;
  readonly mailbox: Mailbox;
  keys: UploadedKeys;
  connection: Connection | undefined;
  /** Has been logged in at least once. */
  isInitialised: boolean;
}

/** The public keys a device has given to the server. */
export interface UploadedKeys {
  readonly registration: number;
  readonly identity: Buffer;
  readonly signed: PublicPreKey;
  readonly oneTime: PublicPreKey[];
}

/** The hidden address of a linked device. */
export function companionLid({ account, device }: Companion): string {
  return lidOf(account, device);
}

/** A bundle for somebody who begins a session with this device: uses up a one-time key. */
export function takeBundle({ keys }: Companion): KeyBundle {
  const once = keys.oneTime.shift();
  const { registration, identity, signed } = keys;
  return { registration, identity, signed, ...(once && { once }) };
}

/** Every linked device. */
export interface Companions {
  link(account: Account, noiseKey: Buffer, keys: UploadedKeys): Companion;
  unlink(companion: Companion): void;
  of(account: Account): readonly Companion[];
  find(account: Account, device: number): Companion | undefined;
  byKey(noiseKey: Buffer): Companion | undefined;
  readonly all: readonly Companion[];
}

/** No devices yet. */
export function createCompanions(): Companions {
  const byAccount = new Map<Account, Companion[]>();
  const lastDevice = new Map<Account, number>();
  const of = (account: Account) => byAccount.get(account) ?? [];
  const all = () => [...byAccount.values()].flat();
  return {
    link(account, noiseKey, keys) {
      const device = (lastDevice.get(account) ?? 0) + 1;
      lastDevice.set(account, device);
      const companion: Companion = {
        account,
        device,
        noiseKey,
        keys,
        mailbox: createMailbox(),
        connection: undefined,
        isInitialised: false,
      };
      byAccount.set(account, [...of(account), companion]);
      return companion;
    },
    unlink(companion) {
      const { account } = companion;
      byAccount.set(
        account,
        of(account).filter((one) => one !== companion),
      );
    },
    of,
    find: (account, device) => of(account).find((one) => one.device === device),
    byKey: (noiseKey) => all().find((one) => one.noiseKey.equals(noiseKey)),
    get all() {
      return all();
    },
  };
}
