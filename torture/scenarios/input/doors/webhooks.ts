import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import type { Route } from '@kapwa/core';
import { metaSignature } from '@kapwa/testing';
import fc from 'fast-check';
import { decode } from '../../../../packages/adapter-telegram/src/decode.js';
import { facts, update } from '../../../../packages/adapter-telegram/test/facts.js';
import * as meta from '../../../../packages/adapter-whatsapp/test/cloud/samples.js';
import { bareKit } from '../../delivery/bare-kit.js';
import { settings } from '../../delivery/webhook-load.js';
import { type Door, json, mutated } from '../inputs.js';

/** Posts as Meta makes them, of every kind. */
const posts: readonly unknown[] = [
  meta.webhookWith(meta.message()),
  meta.webhookWith(
    meta.message({ type: 'image', image: { id: '1', mime_type: 'image/jpeg', caption: 'Hello' } }),
    meta.message({ type: 'button', button: { payload: 'yes', text: 'Yes' } }),
  ),
  meta.webhook([
    meta.change({
      statuses: [
        {
          id: 'wamid.1',
          status: 'delivered',
          timestamp: meta.sentAt,
          recipient_id: '254700000001',
        },
      ],
    }),
  ]),
];

/** What is posted to a webhook by whoever knows the secret: the platform, and its mistakes. */
export async function webhookDoor(): Promise<Door> {
  const { kit } = bareKit({ adapters: [whatsappAdapter(settings)], schedules: false });
  await kit.start();
  const route = kit.routes().find(({ method }) => method === 'POST') as Route;
  const bytes = fc.oneof(...posts.map(mutated)).map((value) => Buffer.from(JSON.stringify(value)));
  return {
    name: 'webhook',
    inputs: fc.oneof(
      { weight: 3, arbitrary: bytes },
      { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    ),
    async take(input) {
      const body = input as Uint8Array;
      const headers = { 'x-hub-signature-256': metaSignature(body, settings.appSecrets[0]) };
      const { status } = await route.handle({ method: 'POST', url: route.path, headers, body });
      await kit.idle();
      return [200, 400, 413].includes(status) ? undefined : `answered ${status}`;
    },
    close: () => kit.stop(),
  };
}

const at = (words: string, type: string, more = {}) => ({
  text: words,
  entities: [{ type, offset: 0, length: words.length, ...more }],
});

/** Updates as Telegram makes them, of several kinds. */
const updates: readonly unknown[] = [
  update({ text: 'Good morning' }),
  update(at('@juma_k', 'mention')),
  update(at('Rosa', 'text_mention', { user: { id: 3, is_bot: false, first_name: 'Rosa' } })),
  update(at('/rules@kapwa_bot', 'bot_command')),
  update({ text: 'changed', edit_date: 4 }, 'edited_message'),
  update({ new_chat_members: [{ id: 5, is_bot: false, first_name: 'Juma' }] }),
  update({ location: { latitude: -1.2, longitude: 36.8 } }),
];

/** An update of Telegram, read by the adapter. */
export function telegramDoor(): Door {
  return {
    name: 'telegram',
    inputs: fc.oneof(
      { weight: 4, arbitrary: fc.oneof(...updates.map(mutated)) },
      { weight: 1, arbitrary: json },
    ),
    take(input) {
      const { events } = decode(input, facts);
      const isWhole = events.every(({ kind, id, at: time }) => kind && id && Number.isFinite(time));
      return isWhole ? undefined : 'half an event';
    },
  };
}
