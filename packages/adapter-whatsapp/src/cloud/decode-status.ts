import type { DeliveryReported } from '@kapwa/core';
import type { Read } from './decode-message.js';
import { reasonOf } from './errors.js';
import { usualStatus } from './usual.js';
import { statusSchema } from './wire.js';

const states: Readonly<Record<string, DeliveryReported['state']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
};

/** Reads what became of a message the bot sent. Recognised again by message id and status. */
export function decodeStatus(item: unknown): Read {
  const status = usualStatus(item) ?? statusSchema.safeParse(item).data;
  const chat = status?.recipient_id ?? status?.recipient_user_id;
  if (status === undefined || chat === undefined) return { skip: 'an unusable status' };
  const state = Object.hasOwn(states, status.status) ? states[status.status] : undefined;
  if (state === undefined) return { skip: 'a status of another kind' };
  const event: DeliveryReported = {
    kind: 'delivery.reported',
    id: `${status.id}:${state}`,
    at: status.timestamp * 1000,
    adapter: 'whatsapp',
    chat: { id: chat, direct: status.recipient_type !== 'group' },
    message: status.id,
    state,
    ...(state === 'failed' && { reason: reasonOf(status.errors?.[0]?.code) }),
  };
  return { event };
}
