import { refusalOf } from './answers.js';
import { chatOf } from './decode-message.js';
import { isGroupJid } from './jid.js';
import { type DecodeFacts, type Read, skip } from './read.js';
import { receiptSchema } from './wire.js';

/** WhatsApp's numbers for how far a message has come. */
const states: Readonly<Record<number, 'failed' | 'delivered' | 'read'>> = {
  0: 'failed',
  3: 'delivered',
  4: 'read',
  5: 'read',
};

/**
 * Reads what became of a direct message of the bot's own. In a group it would be a report for
 * every member, and tells nothing about anybody reachable.
 */
export function decodeReceipt(raw: unknown, facts: DecodeFacts): readonly Read[] {
  const receipt = receiptSchema.safeParse(raw).data;
  if (receipt === undefined || receipt.key.fromMe !== true) return skip('an unusable receipt');
  const { key, update } = receipt;
  const state = states[update.status];
  const chat = chatOf(key);
  if (state === undefined || chat === undefined) return skip('a receipt of no consequence');
  if (isGroupJid(key.remoteJid) && state !== 'failed') return skip('a receipt of a group');
  const code = Number(update.messageStubParameters?.[0]);
  const event = {
    kind: 'delivery.reported',
    id: `${chat.id}/${key.id}/${state}`,
    at: facts.now,
    adapter: facts.adapter,
    chat,
    message: key.id,
    state,
    ...(state === 'failed' && { reason: refusalOf(code).reason }),
  } as const;
  return [{ event }];
}
