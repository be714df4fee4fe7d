import type { proto } from 'baileys';
import { isGroupJid, userOf } from './jid.js';
import type { Baileys } from './load-baileys.js';
import type { Seal } from './seal.js';
import type { SocketOwner } from './socket-port.js';

/** Messages kept for the transport's sake, sealed where the session is, and for two days at most. */
export interface KeptMessages {
  /** `about` is whom a direct message goes to, or who sent it: by that it goes when they are erased. */
  keep(id: string, message: proto.IMessage, about?: string | null): Promise<void>;
  find(id: string): Promise<proto.IMessage | undefined>;
  /** Removes what is older than it may be. */
  prune(): Promise<void>;
}

/** The longest any message is kept for the transport's sake, ms. */
const KEPT = 48 * 60 * 60_000;
/**
 * What is kept, by the beginning of its names: what the bot sent, which a phone that could not read
 * it asks for again and by whose secret votes in a poll are locked; and by what keys the media lie
 * that came in.
 */
const prefixes = { sent: 'sent/', media: 'media/' } as const;

/** Makes such a memory in the session. The first 8 bytes of a value are its moment, ms UTC. */
export function keptMessages(
  kind: keyof typeof prefixes,
  { proto }: Baileys,
  owner: Pick<SocketOwner, 'get' | 'keys' | 'keep'>,
  seal: Seal,
  now: () => number,
): KeptMessages {
  const prefix = prefixes[kind];
  const nameOf = (id: string): string => `${prefix}${id}`;
  const markOf = (about: string, id: string): string => `${prefix}to/${userOf(about)}/${id}`;
  const momentOf = (stored: Uint8Array): number =>
    Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).readDoubleBE(0);
  return {
    async keep(id, message, about) {
      const name = nameOf(id);
      const moment = Buffer.alloc(8);
      moment.writeDoubleBE(now());
      const body = seal.close(name, proto.Message.encode(message).finish());
      const mark = about && !isGroupJid(about) ? [[markOf(about, id), moment] as const] : [];
      await owner.keep(new Map([[name, Buffer.concat([moment, body])], ...mark]), []);
    },
    async find(id) {
      const name = nameOf(id);
      const stored = (await owner.get([name])).get(name);
      if (stored === undefined || momentOf(stored) < now() - KEPT) return undefined;
      return proto.Message.decode(seal.open(name, stored.subarray(8)));
    },
    async prune() {
      const names = await owner.keys(prefix);
      const stored = await owner.get(names);
      const old = [...stored].filter(([, value]) => momentOf(value) < now() - KEPT);
      if (old.length > 0) await owner.keep(new Map(old.map(([name]) => [name, null])), []);
    },
  };
}
