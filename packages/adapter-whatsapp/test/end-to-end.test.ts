import { createMemoryStore, definePlugin, plain } from '@kapwa/core';
import { fillingStore, metaJson, metaSignature } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { webhookPath } from '../src/cloud/webhook.js';
import { type BotOptions, startBot } from './cloud/running-bot.js';

/** Answers every direct message with its own words, and counts nothing else. */
const echo = definePlugin({
  name: 'echo',
  options: z.object({}),
  setup(scope) {
    scope.on('message.received', { direct: true }, (context, event) => {
      if (context.actor === undefined) return;
      const to = { person: context.actor.person.id };
      const text = plain(`You wrote: ${event.text}`);
      context.perform({ kind: 'message.send', to, text, replyTo: event.message });
    });
  },
});

/** A bot on WhatsApp that answers with what it was told. */
const startEcho = (options: Partial<BotOptions> = {}) => startBot({ plugins: [echo], ...options });

/** Posts bytes to the webhook, as anybody on the internet can. */
function post(url: string, body: Uint8Array, signature?: string): Promise<Response> {
  const headers: Record<string, string> =
    signature === undefined ? {} : { 'x-hub-signature-256': signature };
  return fetch(url + webhookPath, { method: 'POST', body: new Uint8Array(body), headers });
}

const texts = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);

describe('a community on WhatsApp', () => {
  it('answers a person who writes to the number', async () => {
    const { fake, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    const question = amina.writes('Habari 👋 *_~');
    await settle();

    expect(amina.received).toMatchObject([
      { text: 'You wrote: Habari 👋 ＊＿～', replyTo: question },
    ]);
  });

  it('answers all five of a webhook with three entries', async () => {
    const { fake, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    const juma = fake.phone('254700000002', 'Juma');
    fake.webhooks.hold();
    for (const words of ['1', '2', '3']) amina.writes(words);
    for (const words of ['4', '5']) juma.writes(words);
    await fake.webhooks.release({ inEntries: 3 });
    await settle();

    expect(texts(amina.received)).toEqual(['1', '2', '3'].map((words) => `You wrote: ${words}`));
    expect(texts(juma.received)).toEqual(['4', '5'].map((words) => `You wrote: ${words}`));
  });

  it('answers once what Meta sends twice, at once and days later', async () => {
    const { fake, url, clock, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    fake.webhooks.hold();
    amina.writes('rules');
    await fake.webhooks.release({ copies: 2 });
    await settle();
    const [first] = fake.webhooks.posts;
    await clock.advance((6 * 24 + 23) * 60 * 60 * 1000);
    const again = await post(url, first?.body ?? Buffer.of(), first?.signature);
    await settle();

    expect(again.status).toBe(200);
    expect(texts(amina.received)).toEqual(['You wrote: rules']);
  });

  it('answers once the store is back, and once only, what came while it was down', async () => {
    let isFull = false;
    const { fake, clock, settle } = await startEcho({ store: fillingStore(() => isFull) });
    const amina = fake.phone('254700000001', 'Amina');
    isFull = true;
    amina.writes('rules');
    await settle();
    expect(fake.webhooks.posts.map(({ status }) => status)).toEqual([503]);
    expect(amina.received).toEqual([]);

    isFull = false;
    await clock.advance(24 * 60 * 60 * 1000);

    expect(texts(amina.received)).toEqual(['You wrote: rules']);
  });

  it('sends again what the Graph API could not take, and not what it refused', async () => {
    const { fake, clock, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    fake.fail(1, { status: 400, code: 130429 });
    amina.writes('one');
    await settle();
    await clock.advance(60_000);
    fake.fail(1, { status: 400, code: 131026 });
    amina.writes('two');
    await settle();
    await clock.advance(60 * 60_000);

    expect(texts(amina.received)).toEqual(['You wrote: one']);
  });

  it('knows a person again when they hide their number', async () => {
    const { fake, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('one');
    await settle();
    amina.hidesNumber();
    amina.writes('two');
    await settle();

    expect(fake.requests.at(-1)?.body).toMatchObject({ to: '254700000001' });
    expect(texts(amina.received)).toEqual(['You wrote: one', 'You wrote: two']);
  });

  it('answers somebody whose number it never learned', async () => {
    const { fake, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    amina.hidesNumber();
    amina.writes('hello');
    await settle();

    expect(fake.requests[0]?.body).toMatchObject({ recipient: amina.userId });
    expect(texts(amina.received)).toEqual(['You wrote: hello']);
  });
});

describe('somebody who gets another number', () => {
  it('is answered there, and the stranger who gets the old one is somebody else', async () => {
    const store = createMemoryStore();
    const { fake, clock, settle } = await startEcho({ store });
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('one');
    await settle();
    await clock.advance(60_000);
    amina.changesNumber('254711111111');
    amina.writes('two');
    await settle();
    await clock.advance(60_000);
    const stranger = fake.phone('254700000001', 'Somebody');
    stranger.writes('three');
    await settle();

    expect(texts(amina.received)).toEqual(['You wrote: one', 'You wrote: two']);
    expect(texts(stranger.received)).toEqual(['You wrote: three']);
    const people = (await store.list('core.people', '')).map(({ value }) => value);
    expect(people).toHaveLength(2);
    expect(people).toContainEqual(
      expect.objectContaining({
        name: 'Amina',
        accounts: [{ adapter: 'whatsapp', id: '254711111111', aliases: [amina.userId] }],
      }),
    );
  });

  it('is one person even where they wrote before WhatsApp told of it, and where they hide', async () => {
    const store = createMemoryStore();
    const { fake, clock, settle } = await startEcho({ store });
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('one');
    await settle();
    await clock.advance(60_000);
    fake.webhooks.hold();
    amina.changesNumber('254711111111');
    await clock.advance(1_000);
    amina.writes('two');
    await fake.webhooks.release({ inEntries: 2 });
    await settle();
    amina.hidesNumber();
    amina.changesNumber('254722222222');
    amina.writes('three');
    await settle();

    expect(texts(amina.received)).toEqual(['one', 'two', 'three'].map((w) => `You wrote: ${w}`));
    const people = (await store.list('core.people', ''))
      .map(({ value }) => value as { mergedInto?: string })
      .filter(({ mergedInto }) => mergedInto === undefined);
    expect(people).toHaveLength(1);
  });
});

describe('strangers at the webhook', () => {
  const body = metaJson({ object: 'whatsapp_business_account', entry: [], note: 'é 👋 a/b' });
  const written = Buffer.from(JSON.stringify(JSON.parse(Buffer.from(body).toString())));

  it.each([
    ['no signature', body, undefined],
    ['a short signature', body, 'sha256=00'],
    ["another app's signature", body, metaSignature(body, 'another secret')],
    ['a body written again by a proxy', written, metaSignature(body, 'fake-app-secret')],
    ['a body cut short', body.subarray(1), metaSignature(body, 'fake-app-secret')],
    ['nothing at all', new Uint8Array(), undefined],
  ])('with %s get 401 and not a word', async (_, bytes, signature) => {
    const { url } = await startEcho();
    const response = await post(url, bytes, signature);

    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
  });

  it('who know the secret but send no JSON get 400', async () => {
    const { url } = await startEcho();
    const bytes = Buffer.from('hello');
    const response = await post(url, bytes, metaSignature(bytes, 'fake-app-secret'));

    expect(response.status).toBe(400);
  });

  it('with 3.1 MB get 413', async () => {
    const { url } = await startEcho();

    expect((await post(url, Buffer.alloc(3_250_586), 'sha256=00')).status).toBe(413);
  });

  it('who replay a real webhook change nothing', async () => {
    const { fake, url, settle } = await startEcho();
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    await settle();
    const real = fake.webhooks.posts[0];
    const forged = Buffer.from(real?.body ?? '')
      .toString()
      .replace('rules', 'admin');

    expect((await post(url, Buffer.from(forged), real?.signature)).status).toBe(401);
    expect((await post(url, real?.body ?? Buffer.of(), real?.signature)).status).toBe(200);
    await settle();
    expect(texts(amina.received)).toEqual(['You wrote: rules']);
  });
});
