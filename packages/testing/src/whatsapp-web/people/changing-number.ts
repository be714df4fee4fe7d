import type { WhatsAppPerson } from '../api.js';
import type { Network } from '../server/network.js';
import { lidOf, pnOf, SERVER } from '../wire/jid.js';
import { node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Book } from './book.js';

/** In every group the new account stands where the old one stood. */
function inGroups(before: Account, now: Account, { groups }: Network): void {
  for (const group of groups.groups.values()) {
    const rank = group.ranks.get(before);
    if (rank === undefined) continue;
    group.ranks.delete(before);
    group.ranks.set(now, rank);
    groups.tell(group, before, { kind: 'renumbered', who: [now] });
  }
}

/** The notice to a device of somebody who has them in the address book. */
function contactNotice(id: string, before: Account, now: Account) {
  const attributes = {
    ...{ old: pnOf(before), new: pnOf(now) },
    ...{ old_lid: lidOf(before), new_lid: lidOf(now) },
  };
  return node('notification', { id, from: SERVER, type: 'contacts' }, [node('modify', attributes)]);
}

/** How somebody gets another number. */
export function changingNumberOf(
  before: Account,
  network: Network,
  book: Book,
): Pick<WhatsAppPerson, 'changesNumber'> {
  return {
    changesNumber(number, { inAddressBookOf = [] } = {}) {
      const { name, hidesNumber, refusesBeingAdded } = before;
      const now = network.directory.open({ name, number, hidesNumber, refusesBeingAdded });
      inGroups(before, now, network);
      for (const owner of inAddressBookOf) {
        for (const { mailbox } of network.companions.of(book.accountOf(owner))) {
          const id = network.newId();
          mailbox.post(`notification:${id}`, () => contactNotice(id, before, now));
        }
      }
      return book.person(now);
    },
  };
}
