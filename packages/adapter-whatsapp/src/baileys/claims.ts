import type { Kit } from '@kapwa/core';
import { decode } from './decode.js';
import type { BaileysSocket } from './host-socket.js';
import { meOf } from './to-wire.js';

/** What of a message of Baileys is looked at. */
export interface BaileysMessage {
  readonly key: object;
  readonly message?: object | null | undefined;
  readonly pushName?: string | null | undefined;
}

/**
 * Whether the kit will answer a message itself, for a bot that shares its socket with it: then the
 * bot keeps silent. Told at once, from memory: the kit's commands, and answers to what it asks.
 *
 * @example
 * const isKapwas = baileysClaims(kit);
 * socket.ev.on('messages.upsert', ({ messages }) => {
 *   for (const message of messages) if (!isKapwas(socket, message)) answer(message);
 * });
 */
export function baileysClaims(
  kit: Pick<Kit, 'claims'>,
  { name = 'whatsapp' }: { readonly name?: string } = {},
): (socket: BaileysSocket, message: BaileysMessage) => boolean {
  return (socket, message) => {
    const { key, message: content, pushName } = message;
    const plain: unknown = JSON.parse(JSON.stringify({ key, pushName, message: content }));
    const { events } = decode([{ kind: 'message', message: plain }], {
      adapter: name,
      me: meOf(socket.user),
      now: Date.now(),
      stamp: '',
      announcementOf: () => undefined,
    });
    return events.some((event) => kit.claims.claimed(event));
  };
}
