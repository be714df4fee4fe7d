import type { BinaryNode } from 'baileys';
import type { Companion } from '../devices/companion.js';
import { childOf, childrenOf } from '../wire/node.js';
import type { Network } from './network.js';

/** Keeps which messages a linked device has marked as read, for whoever wrote them to see. */
export function noteRead(
  { read }: Network,
  { account }: Companion,
  { attrs, ...node }: BinaryNode,
): void {
  if (attrs.type !== 'read') return;
  const more = childrenOf(childOf({ attrs, ...node }, 'list'), 'item').map((item) => item.attrs.id);
  const known = read.get(account) ?? new Set<string>();
  for (const id of [attrs.id, ...more]) if (id !== undefined) known.add(id);
  read.set(account, known);
}
