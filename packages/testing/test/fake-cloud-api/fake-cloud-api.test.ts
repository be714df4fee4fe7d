import { createServer } from 'node:http';
import { turnableClock } from '@kapwa/adapter-playground';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type FakeCloudApi,
  type FakeCloudApiOptions,
  metaSignature,
  startFakeCloudApi,
} from '../../src/fake-cloud-api/index.js';
import { listenLocally } from '../../src/local-server.js';

const HOUR = 60 * 60 * 1000;
const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

async function start(options: FakeCloudApiOptions = {}): Promise<FakeCloudApi> {
  const fake = await startFakeCloudApi({ statuses: false, ...options });
  toClose.push(() => fake.close());
  return fake;
}

/** The parts of Meta's JSON that the tests look at. */
interface MetaWebhook {
  readonly entry: readonly { readonly changes: readonly MetaChange[] }[];
}

interface MetaChange {
  readonly field: string;
  readonly value: {
    readonly messages?: readonly {
      readonly id: string;
      readonly from_user_id: string;
      readonly text: { readonly body: string };
    }[];
    readonly statuses?: readonly { readonly id: string; readonly status: string }[];
  };
}

interface Webhook {
  readonly bytes: Buffer;
  readonly signature: string;
  readonly json: MetaWebhook;
}

interface MetaAnswer {
  readonly error?: { readonly code: number };
  readonly messages?: readonly { readonly id: string }[];
}

const changesIn = (webhooks: readonly Webhook[]): readonly MetaChange[] =>
  webhooks.flatMap(({ json }) => json.entry.flatMap(({ changes }) => changes));

/** A bot that keeps what it is told and answers as asked, once it has been verified. */
async function listenTo(fake: FakeCloudApi) {
  const got: Webhook[] = [];
  const answers: number[] = [];
  const server = createServer(async (request, response) => {
    const query = new URL(request.url ?? '', 'http://x').searchParams;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'GET') {
      response.end(
        query.get('hub.verify_token') === 'fake-verify-token' ? query.get('hub.challenge') : '',
      );
      return;
    }
    const bytes = Buffer.concat(chunks);
    const signature = String(request.headers['x-hub-signature-256']);
    got.push({ bytes, signature, json: JSON.parse(bytes.toString()) });
    response.statusCode = answers.shift() ?? 200;
    response.end();
  });
  const { port, close } = await listenLocally(server);
  toClose.push(close);
  const url = `http://127.0.0.1:${port}/hook`;
  await fake.subscribe(url);
  return { got, answers, url };
}

async function post(fake: FakeCloudApi, body: unknown, { token = fake.token, path = '' } = {}) {
  const response = await fetch(
    `${fake.baseUrl}${path || `/v26.0/${fake.phoneNumberId}/messages`}`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    },
  );
  const json = (await response.json()) as MetaAnswer;
  return { status: response.status, code: json.error?.code, json };
}

const text = (to: string, body = 'Karibu') => ({
  messaging_product: 'whatsapp',
  recipient_type: 'individual',
  to,
  type: 'text',
  text: { body },
});

describe('the Graph API', () => {
  it('takes a message to somebody who has just written, and shows it on their phone', async () => {
    const fake = await start();
    const amina = fake.phone('254700000001', 'Amina');
    const question = amina.writes('rules');
    const answer = await post(fake, {
      ...text('+254 700-000001', 'Be kind'),
      context: { message_id: question },
    });

    expect(answer).toMatchObject({
      status: 200,
      json: {
        messaging_product: 'whatsapp',
        contacts: [{ input: '+254 700-000001', wa_id: '254700000001', user_id: amina.userId }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      },
    });
    expect(amina.received).toMatchObject([{ type: 'text', text: 'Be kind', replyTo: question }]);
  });

  it.each([
    ['another token', { token: 'EAAother' }, 401, 190],
    ['another phone number id', { path: '/v26.0/1/messages' }, 400, 100],
    ['another path', { path: '/v26.0/me' }, 404, 2500],
  ])('refuses a caller with %s', async (_, caller, status, code) => {
    const fake = await start();
    fake.phone('254700000001').writes('hi');

    expect(await post(fake, text('254700000001'), caller)).toMatchObject({ status, code });
  });

  it.each([
    ['a text that is too long', text('254700000001', 'x'.repeat(4097))],
    ['an empty text', text('254700000001', '  ')],
    ['a number that is none', text('Amina')],
    ['no recipient', { ...text(''), to: undefined }],
    ['two recipients', { ...text('254700000001'), recipient: 'KE.1' }],
    ['a field nobody knows', { ...text('254700000001'), previewUrl: true }],
    ['another product', { ...text('254700000001'), messaging_product: 'sms' }],
    ['a type that does not match', { ...text('254700000001'), type: 'poll' }],
    [
      'a caption that is too long',
      {
        ...text('254700000001'),
        type: 'image',
        text: undefined,
        image: { id: '1', caption: 'x'.repeat(1025) },
      },
    ],
    [
      'a button with a long title',
      {
        ...text('254700000001'),
        type: 'interactive',
        text: undefined,
        interactive: {
          type: 'button',
          body: { text: 'Choose' },
          action: { buttons: [{ type: 'reply', reply: { id: '1', title: 'x'.repeat(21) } }] },
        },
      },
    ],
  ])('refuses %s', async (_, body) => {
    const fake = await start();
    fake.phone('254700000001').writes('hi');

    expect(await post(fake, body)).toMatchObject({ status: 400, code: 100 });
    expect(fake.phone('254700000001').received).toEqual([]);
  });

  it('takes buttons, reactions, read receipts, and a person by their user id', async () => {
    const fake = await start();
    const amina = fake.phone('254700000001');
    const message_id = amina.writes('hi');
    const { to: _, ...nobody } = text('');
    const interactive = {
      type: 'button',
      body: { text: 'Which language?' },
      action: { buttons: [{ type: 'reply', reply: { id: 'sw', title: 'Kiswahili' } }] },
    };
    const { text: __, ...addressed } = text('254700000001');

    expect(await post(fake, { ...nobody, recipient: amina.userId })).toMatchObject({ status: 200 });
    expect(await post(fake, { ...addressed, type: 'interactive', interactive })).toMatchObject({
      status: 200,
    });
    expect(
      await post(fake, { ...addressed, type: 'reaction', reaction: { message_id, emoji: '🙏' } }),
    ).toMatchObject({ status: 200 });
    expect(
      await post(fake, { messaging_product: 'whatsapp', status: 'read', message_id }),
    ).toMatchObject({ json: { success: true } });
    expect(amina.received.map(({ text: words }) => words)).toEqual([
      'Karibu',
      'Which language?',
      '🙏',
    ]);
  });

  it('lets the business write for 24 hours after the last message, then only templates', async () => {
    const clock = turnableClock();
    const fake = await start({ clock });
    const amina = fake.phone('254700000001');
    const { text: _, ...addressed } = text('254700000001');
    const template = { name: 'reminder', language: { code: 'en' } };

    expect(await post(fake, text('254700000001'))).toMatchObject({ code: 131047 });
    amina.writes('hi');
    await clock.advance(24 * HOUR - 1);
    expect(await post(fake, text('254700000001'))).toMatchObject({ status: 200 });
    await clock.advance(1);
    expect(await post(fake, text('254700000001'))).toMatchObject({ code: 131047 });
    expect(await post(fake, { ...addressed, type: 'template', template })).toMatchObject({
      status: 200,
    });
  });

  it('cannot reach a number without WhatsApp', async () => {
    expect(await post(await start(), text('254799999999'))).toMatchObject({ code: 131026 });
  });

  it('keeps to the rates when they are switched on', async () => {
    const clock = turnableClock();
    const fake = await start({ clock, rates: { pairEvery: 6000, perSecond: 2 } });
    for (const number of ['254700000001', '254700000002', '254700000003'])
      fake.phone(number).writes('hi');

    expect(await post(fake, text('254700000001'))).toMatchObject({ status: 200 });
    expect(await post(fake, text('254700000001'))).toMatchObject({ code: 131056 });
    expect(await post(fake, text('254700000002'))).toMatchObject({ status: 200 });
    expect(await post(fake, text('254700000003'))).toMatchObject({ code: 130429 });
    await clock.advance(6000);
    expect(await post(fake, text('254700000001'))).toMatchObject({ status: 200 });
  });

  it('fails as planned, for as many requests as planned', async () => {
    const fake = await start();
    const amina = fake.phone('254700000001');
    amina.writes('hi');
    fake.fail(1, { status: 503, code: 131016 });
    fake.fail(1, 'request-lost');
    fake.fail(1, 'answer-lost');

    expect(await post(fake, text('254700000001', 'one'))).toMatchObject({
      status: 503,
      code: 131016,
    });
    await expect(post(fake, text('254700000001', 'two'))).rejects.toThrow();
    await expect(post(fake, text('254700000001', 'three'))).rejects.toThrow();
    expect(await post(fake, text('254700000001', 'four'))).toMatchObject({ status: 200 });
    expect(amina.received.map((message) => message.text)).toEqual(['three', 'four']);
  });
});

describe('the webhooks', () => {
  it('are signed over the bytes as Meta writes them', async () => {
    const fake = await start();
    const { got } = await listenTo(fake);
    fake.phone('254700000001', 'Zoë').writes('Asante 🙏 a/b');
    await fake.webhooks.settled();

    const [webhook] = got;
    expect(webhook?.bytes.toString()).toContain('Asante \\ud83d\\ude4f a\\/b');
    expect(webhook?.bytes.toString()).toContain('Zo\\u00eb');
    expect(webhook?.signature).toBe(
      metaSignature(webhook?.bytes ?? Buffer.of(), 'fake-app-secret'),
    );
    expect(webhook?.json.entry[0]?.changes[0]?.value).toMatchObject({
      contacts: [{ profile: { name: 'Zoë' }, wa_id: '254700000001' }],
      messages: [{ from: '254700000001', type: 'text', text: { body: 'Asante 🙏 a/b' } }],
    });
  });

  it('are not sent to an address that does not confirm', async () => {
    const fake = await start({ verifyToken: 'another' });

    await expect(listenTo(fake)).rejects.toThrow(/couldn't be validated/);
  });

  it('come again later, at growing distances, until they are answered 200', async () => {
    const clock = turnableClock();
    const fake = await start({ clock });
    clock.settleWith(() => fake.webhooks.settled());
    const { got, answers } = await listenTo(fake);
    answers.push(503, 500);
    fake.phone('254700000001').writes('rules');
    await fake.webhooks.settled();

    expect(got).toHaveLength(1);
    await clock.advance(10_000);
    expect(got).toHaveLength(2);
    await clock.advance(10_000);
    expect(got).toHaveLength(2);
    await clock.advance(10_000);
    expect(got).toHaveLength(3);
    await clock.advance(24 * HOUR);
    expect(got).toHaveLength(3);
    expect(new Set(got.map(({ bytes }) => bytes.toString())).size).toBe(1);
  });

  it('hold several messages in several entries, as under load', async () => {
    const fake = await start();
    const { got } = await listenTo(fake);
    fake.webhooks.hold();
    const ids = ['one', 'two', 'three', 'four', 'five'].map((words) =>
      fake.phone('254700000001').writes(words),
    );
    await fake.webhooks.release({ inEntries: 3 });

    expect(got).toHaveLength(1);
    const inEntries = got[0]?.json.entry.map(({ changes }) =>
      changes.flatMap(({ value }) => value.messages?.map(({ id }) => id)),
    );
    expect(inEntries).toEqual([ids.slice(0, 3), [ids[3]], [ids[4]]]);
  });

  it('may come twice, and in another order', async () => {
    const fake = await start();
    const { got } = await listenTo(fake);
    fake.webhooks.hold();
    fake.phone('254700000001').writes('first');
    fake.phone('254700000001').writes('second');
    await fake.webhooks.release({ order: 'reversed', copies: 2 });
    await fake.webhooks.repeatLast();

    const words = changesIn(got).map(({ value }) => value.messages?.[0]?.text.body);
    expect(words).toEqual(['second', 'second', 'first', 'first', 'first']);
  });

  it('tell what became of a message', async () => {
    const fake = await start({ statuses: true });
    const { got } = await listenTo(fake);
    const amina = fake.phone('254700000001');
    amina.writes('hi');
    const { json } = await post(fake, text('254700000001'));
    amina.reads();
    await fake.webhooks.settled();

    const statuses = changesIn(got).flatMap(({ value }) => value.statuses ?? []);
    expect(statuses.map(({ id, status }) => [id, status])).toEqual(
      ['sent', 'delivered', 'read'].map((status) => [json.messages?.[0]?.id, status]),
    );
  });

  it('name somebody who hides their number by the user id only', async () => {
    const fake = await start();
    const { got } = await listenTo(fake);
    const amina = fake.phone('254700000001', 'Amina');
    amina.hidesNumber();
    amina.writes('hi');
    await fake.webhooks.settled();

    expect(got[0]?.bytes.toString()).not.toContain('254700000001');
    expect(changesIn(got)[0]?.value.messages?.[0]?.from_user_id).toBe(amina.userId);
  });
});

describe('a group of the business', () => {
  it('reaches everybody in it, and tells who comes and goes', async () => {
    const fake = await start();
    const { got } = await listenTo(fake);
    const group = fake.group();
    const [amina, juma] = [fake.phone('254700000001'), fake.phone('254700000002')];
    group.add(amina);
    group.add(juma);
    amina.writes('hello all', { group });
    const answer = await post(fake, { ...text(group.id), recipient_type: 'group' });
    group.remove(juma);
    await fake.webhooks.settled();

    expect(answer.status).toBe(200);
    expect(amina.received).toMatchObject([{ text: 'Karibu', group: group.id }]);
    expect(juma.received).toMatchObject([{ text: 'Karibu', group: group.id }]);
    expect(changesIn(got).map(({ field }) => field)).toEqual([
      'group_participants_update',
      'group_participants_update',
      'messages',
      'group_participants_update',
    ]);
  });

  it('holds eight people', async () => {
    const fake = await start();
    const group = fake.group();
    for (let n = 1; n <= 8; n += 1) group.add(fake.phone(`25470000000${n}`));

    expect(() => group.add(fake.phone('254700000009'))).toThrow(/full/);
  });
});
