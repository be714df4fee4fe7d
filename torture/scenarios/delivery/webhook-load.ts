import { Agent, request } from 'node:http';
import { metaJson, metaSignature } from '@kapwa/testing';

/** The settings of a number that exists nowhere. */
export const settings = {
  driver: 'cloud',
  token: 'a-token',
  phoneNumberId: '106540352242922',
  appSecrets: ['a-secret'],
  verifyToken: 'a-word',
  // Nobody listens there: what the bot answers fails at once, and no network is needed.
  baseUrl: 'http://127.0.0.1:9',
} as const;

const [secret] = settings.appSecrets;

/** A signed webhook with one message, by number. */
export function webhook(
  number: number,
  at: number,
  words = 'message',
): { body: Uint8Array; signature: string } {
  const id = idOf(number);
  const from = `2547${String(number % 1_000).padStart(8, '0')}`;
  const metadata = {
    display_phone_number: '15550783881',
    phone_number_id: settings.phoneNumberId,
  };
  const contacts = [{ profile: { name: 'Amina' }, wa_id: from }];
  const timestamp = String(Math.floor(at / 1000));
  const text = { body: `${words} ${number}` };
  const messages = [{ from, id, timestamp, type: 'text', text }];
  const value = { messaging_product: 'whatsapp', metadata, contacts, messages };
  const body = metaJson({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  });
  return { body, signature: metaSignature(body, secret) };
}

/** The id WhatsApp gives the message of a number. */
export function idOf(number: number): string {
  return `wamid.${number}`;
}

/** Posts webhooks to one server, over connections that stay open. */
export function createPoster(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  return {
    /** The status of the answer; undefined when none came. */
    post(number: number, at: number): Promise<number | undefined> {
      const { body, signature } = webhook(number, at);
      const headers = { 'x-hub-signature-256': signature, 'content-length': body.length };
      const to = { agent, port, host: '127.0.0.1', method: 'POST', path: '/webhooks/whatsapp' };
      return new Promise((resolve) => {
        const sent = request({ ...to, headers }, (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode));
          response.on('error', () => resolve(undefined));
        });
        sent.on('error', () => resolve(undefined));
        sent.end(body);
      });
    },
    close: () => agent.destroy(),
  };
}
