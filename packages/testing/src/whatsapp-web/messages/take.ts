import type { BinaryNode } from 'baileys';
import type { Sealed } from '../signal/phone-keys.js';
import { readAddress } from '../wire/jid.js';
import { bytesOf, childOf, childrenOf } from '../wire/node.js';
import type { Account } from '../world/account.js';
import type { Directory } from '../world/directory.js';

/** A message that a linked device has sent, as far as the server can read it. */
export interface Taken {
  readonly id: string;
  /** The group or the person it is for. */
  readonly to: string;
  readonly edit: string | undefined;
  /** The copy for everybody in the group. */
  readonly shared: Sealed | undefined;
  /** The copies for single devices, by address. */
  readonly copies: readonly { readonly device: string; readonly sealed: Sealed }[];
  /** Only for this one, because they could not read it the first time. */
  readonly only: string | undefined;
}

function sealedIn(enc: BinaryNode): Sealed | undefined {
  const { type } = enc.attrs;
  if (type !== 'pkmsg' && type !== 'msg' && type !== 'skmsg') return undefined;
  return { type, bytes: bytesOf(enc) };
}

/** Reads the stanza of a message that a linked device sends. */
export function readMessage({ attrs, content }: BinaryNode): Taken {
  const stanza = { tag: 'message', attrs, ...(content !== undefined && { content }) };
  const own = childOf(stanza, 'enc');
  const sealed = own && sealedIn(own);
  const copies = childrenOf(childOf(stanza, 'participants'), 'to').flatMap((to) => {
    const enc = childOf(to, 'enc');
    const copy = enc && sealedIn(enc);
    return copy && to.attrs.jid ? [{ device: to.attrs.jid, sealed: copy }] : [];
  });
  const only = attrs.participant ?? (sealed && sealed.type !== 'skmsg' ? attrs.to : undefined);
  return {
    id: attrs.id ?? '',
    to: attrs.to ?? '',
    edit: attrs.edit,
    shared: sealed,
    copies,
    only,
  };
}

/** The copies of a message, found by whom they are for. */
export interface Copies {
  /** What this device got, in the order in which it is opened; none when it got none of its own. */
  for(account: Account, device: number): readonly Sealed[];
}

/** Sorts the copies of a message by device; a group of a thousand has a thousand. */
export function copiesOf({ shared, copies }: Taken, { find }: Directory): Copies {
  const own = new Map<string, Sealed[]>();
  for (const { device, sealed } of copies) {
    const account = find(device);
    const address = readAddress(device);
    if (!account || !address) continue;
    const key = `${account.id}:${address.device}`;
    own.set(key, [...(own.get(key) ?? []), sealed]);
  }
  return {
    for(account, device) {
      const mine = own.get(`${account.id}:${device}`) ?? [];
      return shared ? [...mine, shared] : mine;
    },
  };
}
