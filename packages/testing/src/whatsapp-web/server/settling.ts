import type { Companion } from '../devices/companion.js';
import { patience } from '../waiting/patience.js';
import { SERVER } from '../wire/jid.js';
import { node } from '../wire/node.js';
import type { Network } from './network.js';
import type { Presence } from './presence.js';

/** How long everything may take to be acknowledged, ms of the machine's own clock. */
const PATIENCE = 10_000;

/** Devices take a notification of a kind they do not know, and acknowledge it: it marks a place. */
function postMark(network: Network, { mailbox }: Companion): void {
  const id = network.newId();
  const stanza = node('notification', { id, from: SERVER, type: 'mark' });
  mailbox.post(`notification:${id}`, () => stanza);
}

async function emptied({ mailbox, connection }: Companion): Promise<void> {
  await mailbox.drained();
  while (mailbox.unacknowledged > 0 && connection?.isOpen) {
    await mailbox.moved();
    await mailbox.drained();
  }
}

function unsettled(companions: readonly Companion[]): Error {
  const open = companions.map(
    ({ account, mailbox }) => `${account.name}: ${mailbox.unacknowledged}`,
  );
  return new Error(`Linked devices have not acknowledged everything: ${open.join(', ')}.`);
}

/**
 * Resolves when every device that is there has acknowledged everything.
 *
 * A mark comes last: a device that acknowledges it has sent before it what it sent earlier, and
 * stanzas are taken in order.
 */
export async function settle(network: Network, presence: Presence): Promise<void> {
  const present = () =>
    network.companions.all.filter(
      (companion) => presence.isReady(companion) && !companion.mailbox.isPaused,
    );
  const wait = patience(PATIENCE);
  const emptyAll = async (): Promise<void> => {
    const all = Promise.all(present().map(emptied));
    if ((await Promise.race([all, wait.over])) === 'over') throw unsettled(present());
  };
  try {
    for (;;) {
      await emptyAll();
      for (const companion of present()) postMark(network, companion);
      await emptyAll();
      if (present().every(({ mailbox }) => mailbox.unacknowledged === 0)) return;
    }
  } finally {
    wait.end();
  }
}
