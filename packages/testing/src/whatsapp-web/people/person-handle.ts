import type { LinkedDevice, WhatsAppPerson } from '../api.js';
import type { Companion } from '../devices/companion.js';
import type { ReachOutLock } from '../iq/account-queries.js';
import type { LinkDesk } from '../server/link-desk.js';
import type { Presence } from '../server/presence.js';
import { lidOf, pnOf } from '../wire/jid.js';
import type { Account } from '../world/account.js';
import type { Book } from './book.js';
import { changingNumberOf } from './changing-number.js';
import { foundingOf } from './founding.js';
import { governingOf } from './governing.js';
import { linkedDevice } from './linked-device.js';
import { markRead } from './marking-read.js';
import { pollingOf } from './polling.js';
import { phoneOf, type ReadingWorld } from './reading.js';
import { sendingFilesOf } from './sending-files.js';
import type { Writer } from './writer.js';
import { writingOf } from './writing.js';

/** What a person needs of the world. */
export interface PersonWorld extends ReadingWorld {
  readonly desk: LinkDesk;
  readonly presence: Presence;
  setLock(account: Account, lock: ReachOutLock | undefined): void;
}

/** A restriction without an end lasts a week here. */
const LOCK_MS = 7 * 24 * 60 * 60 * 1000;

/** A person as tests see them. */
export function personHandle(account: Account, world: PersonWorld, book: Book): WhatsAppPerson {
  const { network, desk, presence } = world;
  const writer: Writer = { by: account, book, network, media: world.media };
  const devices = new Map<Companion, LinkedDevice>();
  function device(companion: Companion): LinkedDevice {
    const known = devices.get(companion);
    if (known) return known;
    const handle = linkedDevice(companion, network.companions, presence);
    devices.set(companion, handle);
    return handle;
  }
  return {
    name: account.name,
    number: `+${account.number}`,
    lid: lidOf(account),
    numberJid: pnOf(account),
    mention: `@${account.id}`,
    phone: phoneOf(account, world, book),
    ...writingOf(writer),
    ...pollingOf(writer),
    ...sendingFilesOf(writer),
    ...foundingOf(account, network, book),
    ...governingOf(account, network, book),
    ...changingNumberOf(account, network, book),
    reads: (message) => markRead(account, message, network, book),
    hasRead: ({ id }) => network.read.get(account)?.has(id) === true,
    hidesNumber() {
      account.hidesNumber = true;
    },
    refusesBeingAdded() {
      account.refusesBeingAdded = true;
    },
    reinstalls() {
      const handset = network.handset(account);
      handset.senderKeyHolders.clear();
      handset.keys.forget();
    },
    scans: (qr) => desk.scan(account, qr),
    types: (code) => desk.type(account, code),
    get linkedDevices() {
      return network.companions.of(account).map(device);
    },
    mayNotReachOut: (until = network.clock.now() + LOCK_MS) => world.setLock(account, { until }),
    mayReachOut: () => world.setLock(account, undefined),
  };
}
