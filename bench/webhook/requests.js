/** Signed webhooks of the WhatsApp Cloud API, as bytes on the wire. */
import { createHmac } from 'node:crypto';

export const SECRET = 'bench-secret';

const message = (n) => ({
  from: `2547000${String(n % 1_000).padStart(5, '0')}`,
  id: `wamid.bench${n}`,
  timestamp: String(Math.floor(Date.now() / 1000)),
  type: 'text',
  text: { body: 'We have seen all families of the village this week.' },
});

const change = (numbers) => ({
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '254700000000', phone_number_id: '1' },
    contacts: numbers.map((n) => ({ profile: { name: 'Worker' }, wa_id: message(n).from })),
    messages: numbers.map(message),
  },
});

/** The body of a webhook: a list of entries, each a list of changes, each a list of messages. */
export function bodyOf(entries) {
  return JSON.stringify({
    object: 'whatsapp_business_account',
    entry: entries.map((changes) => ({ id: '1', changes: changes.map(change) })),
  });
}

/** How Meta would sign it. */
export function signatureOf(body, secret = SECRET) {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** A whole request with one message. */
export function requestOf(n) {
  const body = bodyOf([[[n]]]);
  return Buffer.from(
    `POST /webhooks/whatsapp HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nx-hub-signature-256: ${signatureOf(body)}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
