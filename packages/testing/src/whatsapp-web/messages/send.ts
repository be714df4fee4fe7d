import type { BinaryNode, proto } from 'baileys';
import { type Companion, companionLid, takeBundle } from '../devices/companion.js';
import type { Sealed } from '../signal/phone-keys.js';
import { seconds } from '../wire/group-node.js';
import { addressOf, lidOf, shownPnOf } from '../wire/jid.js';
import { node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { GroupState } from '../world/group-state.js';
import type { Handset } from './handset.js';
import { editAttribute, stanzaType } from './stanza-type.js';

/** A message on its way from a phone to a linked device. */
export interface Dispatch {
  readonly id: string;
  /** ms UTC. */
  readonly at: number;
  readonly message: proto.IMessage;
  /** The group it is for; without one it is for the device's owner alone. */
  readonly group?: GroupState;
  /** Whom a copy of one's own message was for, when the phone tells its own linked device. */
  readonly to?: Account;
}

function encNode({ type, bytes }: Sealed): BinaryNode {
  return node('enc', { v: '2', type }, bytes);
}

function envelope(by: Account, { id, at, group, message }: Dispatch) {
  const addressing = group?.addressing ?? 'lid';
  const pn = addressing === 'lid' ? shownPnOf(by) : undefined;
  const common = {
    id,
    t: seconds(at),
    type: stanzaType(message),
    notify: by.name,
    addressing_mode: addressing,
    edit: editAttribute(message),
  };
  if (!group) return { ...common, from: lidOf(by), sender_pn: pn };
  return {
    ...common,
    from: group.id,
    participant: addressOf(by, addressing),
    participant_pn: pn,
    participant_lid: addressing === 'pn' ? lidOf(by) : undefined,
  };
}

async function sealGroupMessage(
  handset: Handset,
  companion: Companion,
  group: GroupState,
  message: proto.IMessage,
): Promise<readonly Sealed[]> {
  const { keys, account, senderKeyHolders } = handset;
  const device = companionLid(companion);
  const { sealed, distribution } = await keys.sealForGroup(group.id, lidOf(account), message);
  const holder = `${group.id} ${device}`;
  if (senderKeyHolders.has(holder)) return [sealed];
  senderKeyHolders.add(holder);
  return [await keys.seal(device, distribution, () => takeBundle(companion)), sealed];
}

/** Seals a message for one linked device and puts it into the stanza in which the server brings it. */
export async function sealedStanza(
  handset: Handset,
  companion: Companion,
  dispatch: Dispatch,
): Promise<BinaryNode> {
  const { group, message, to } = dispatch;
  const isOwn = handset.account === companion.account;
  const copies = await handset.turn(async () => {
    if (group) return sealGroupMessage(handset, companion, group, message);
    const content =
      isOwn && to ? { deviceSentMessage: { destinationJid: lidOf(to), message } } : message;
    const device = companionLid(companion);
    return [await handset.keys.seal(device, content, () => takeBundle(companion))];
  });
  const attributes = { ...envelope(handset.account, dispatch), recipient: to && lidOf(to) };
  return node('message', attributes, copies.map(encNode));
}
