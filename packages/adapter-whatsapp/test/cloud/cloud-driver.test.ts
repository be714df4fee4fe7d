import {
  type Connection,
  type PlatformEvent,
  plain,
  silentLogger,
  systemClock,
  type WireStep,
} from '@kapwa/core';
import { type FakeCloudApi, type FakeCloudApiOptions, startFakeCloudApi } from '@kapwa/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { type WhatsAppOptions, whatsappAdapter } from '../../src/index.js';

const toClose: (() => void | Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** The Graph API with Amina's phone, who has just written. */
async function startFake(options: FakeCloudApiOptions = {}) {
  const fake = await startFakeCloudApi({ statuses: false, ...options });
  toClose.push(() => fake.close());
  const amina = fake.phone('254700000001', 'Amina');
  amina.writes('hi');
  return { fake, amina };
}

async function connectTo(fake: FakeCloudApi, options: Partial<WhatsAppOptions> = {}) {
  const adapter = whatsappAdapter({
    driver: 'cloud',
    ...fake.settings,
    ...options,
  });
  const accept = async (_: readonly PlatformEvent[]): Promise<void> => undefined;
  const connection = await adapter.connect({
    accept,
    ready: () => Promise.resolve(),
    bury: () => Promise.resolve(),
    refuseTap: () => undefined,
    chats: () => Promise.resolve([]),
    session: () => {
      throw new Error('the Cloud API keeps nothing');
    },
    clock: systemClock,
    log: silentLogger,
  });
  toClose.push(() => connection.close());
  return { adapter, connection };
}

async function send(
  { adapter, connection }: { adapter: ReturnType<typeof whatsappAdapter>; connection: Connection },
  words: string,
  id = '254700000001',
) {
  const facts = { chat: { id, direct: true }, accountOf: () => undefined };
  const steps = adapter.encode(
    { kind: 'message.send', to: { person: 'p1' }, text: plain(words) },
    facts,
  );
  const results = [];
  for (const step of steps) results.push(await connection.perform(step));
  return results;
}

describe('sending by the Cloud API', () => {
  it('brings a message to the phone, and gives back its id', async () => {
    const { fake, amina } = await startFake();
    const [result] = await send(await connectTo(fake), 'Karibu, Amina! *_~');

    expect(amina.received).toMatchObject([{ text: 'Karibu, Amina! ＊＿～' }]);
    expect(result).toEqual({ kind: 'ok', message: amina.received[0]?.id });
    expect(fake.requests[0]?.path).toBe(`/v26.0/${fake.phoneNumberId}/messages`);
  });

  it('brings a text of 9,500 characters in three messages, without losing a word', async () => {
    const { fake, amina } = await startFake();
    const words = Array.from({ length: 1200 }, (_, n) => `word${n}`).join(' ');

    expect(await send(await connectTo(fake), words)).toHaveLength(3);
    expect(amina.received.map(({ text }) => text.trim()).join(' ')).toBe(words);
  });

  it('reaches somebody whose number is hidden by their user id', async () => {
    const { fake, amina } = await startFake();
    await send(await connectTo(fake), 'Karibu', amina.userId);

    expect(amina.received).toHaveLength(1);
  });

  it('speaks the version that is set', async () => {
    const { fake } = await startFake();
    await send(await connectTo(fake, { version: 'v25.0' }), 'Karibu');

    expect(fake.requests[0]?.path).toMatch(/^\/v25\.0\//);
  });
});

describe('showing that a message was read', () => {
  it('marks it, and shows nothing else', async () => {
    const { fake, amina } = await startFake();
    const { adapter, connection } = await connectTo(fake);
    const message = amina.writes('Thank you!');
    const facts = { chat: { id: '254700000001', direct: true }, accountOf: () => undefined };
    const shown = async (target: string) => {
      const action = { kind: 'read.show', target: { person: 'p1', message: target } } as const;
      return connection.perform(adapter.encode(action, facts)[0] as WireStep);
    };

    expect(await shown(message)).toEqual({ kind: 'ok' });
    expect(amina.readByBusiness).toEqual([message]);
    expect(amina.seesTyping).toBe(false);
    expect(fake.requests.at(-1)?.body).toEqual({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: message,
    });
    expect(await shown('wamid.of-nobody')).toMatchObject({ kind: 'refused' });
  });
});

describe('showing that an answer is being written', () => {
  const facts = { chat: { id: '254700000001', direct: true }, accountOf: () => undefined };

  it('marks the message as read and shows it until the answer is there', async () => {
    const { fake, amina } = await startFake();
    const { adapter, connection } = await connectTo(fake);
    const answers = amina.writes('When is the training?');
    const show = { kind: 'typing.show', to: { person: 'p1' }, answers } as const;

    const [step] = adapter.encode(show, facts);
    expect(await connection.perform(step as WireStep)).toEqual({ kind: 'ok' });

    expect(amina.readByBusiness).toEqual([answers]);
    expect(amina.seesTyping).toBe(true);
    await send({ adapter, connection }, 'At eight.');
    expect(amina.seesTyping).toBe(false);
  });

  it('says why not where no message is named, or one that is not there', async () => {
    const { fake } = await startFake();
    const { adapter, connection } = await connectTo(fake);
    const shown = async (answers: object) => {
      const [step] = adapter.encode(
        { kind: 'typing.show', to: { person: 'p1' }, ...answers },
        facts,
      );
      return connection.perform(step as WireStep);
    };

    expect(await shown({})).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('only in answer'),
    });
    expect(await shown({ answers: 'wamid.unknown' })).toMatchObject({ kind: 'refused' });
  });
});

describe('what WhatsApp does not take', () => {
  it('is refused with a reason when nobody has the number', async () => {
    const { fake } = await startFake();

    expect(await send(await connectTo(fake), 'Karibu', '254799999999')).toEqual([
      { kind: 'refused', reason: expect.stringMatching(/cannot deliver/) },
    ]);
  });

  it('waits for the first word when the window of 24 hours is over', async () => {
    const { fake } = await startFake();
    fake.phone('254700000002');

    expect(await send(await connectTo(fake), 'Karibu', '254700000002')).toMatchObject([
      { kind: 'refused', reason: expect.stringMatching(/24 hours/), mustWriteFirst: true },
    ]);
  });

  it('waits when the token is not accepted, as somebody has to make a new one', async () => {
    const { fake } = await startFake();

    expect(await send(await connectTo(fake, { token: 'EAAold' }), 'Karibu')).toMatchObject([
      { kind: 'retry', reason: expect.stringContaining('access token'), wholeAccount: true },
    ]);
  });

  it.each([
    [{ status: 400, code: 130429 }, 1000],
    [{ status: 503, code: 131016 }, 30_000],
  ])('is tried again later after %o', async (fault, retryAfter) => {
    const { fake } = await startFake();
    fake.fail(1, fault);
    const whatsapp = await connectTo(fake);

    expect(await send(whatsapp, 'Karibu')).toMatchObject([{ kind: 'retry', retryAfter }]);
    expect(await send(whatsapp, 'Karibu')).toMatchObject([{ kind: 'ok' }]);
    expect(fake.requests).toHaveLength(2);
  });
});

describe('a Graph API that is not there', () => {
  it.each(['request-lost', 'answer-lost'] as const)(
    'leaves open what came of the message (%s)',
    async (fault) => {
      const { fake } = await startFake();
      fake.fail(1, fault);

      expect(await send(await connectTo(fake), 'Karibu')).toEqual([
        { kind: 'unknown', reason: expect.stringMatching(/^WhatsApp could not be reached \(/) },
      ]);
    },
  );

  it('leaves the message to be tried again where nobody listens', async () => {
    const { fake } = await startFake();
    const whatsapp = await connectTo(fake);
    await fake.close();

    expect(await send(whatsapp, 'Karibu')).toEqual([
      { kind: 'retry', reason: 'WhatsApp could not be reached (ECONNREFUSED).' },
    ]);
  });

  it('ends what is under way when the connection closes', async () => {
    const { fake } = await startFake();
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      isAsked = resolve;
    });
    const whatsapp = await connectTo(fake, {
      fetch: (_, { signal }) => {
        isAsked();
        return new Promise((__, reject) => {
          signal?.addEventListener('abort', () => reject(new Error('aborted')));
        });
      },
    });
    const sending = send(whatsapp, 'Karibu');
    await asked;
    await whatsapp.connection.close();

    expect(await sending).toMatchObject([{ kind: 'unknown' }]);
    expect(await send(whatsapp, 'Karibu')).toMatchObject([
      { kind: 'retry', reason: expect.stringContaining('closed') },
    ]);
  });

  it('is no reason to read an answer without end', async () => {
    const { fake } = await startFake();
    const whatsapp = await connectTo(fake, {
      fetch: async () => new Response('x'.repeat(300_000)),
    });

    expect(await send(whatsapp, 'Karibu')).toMatchObject([{ kind: 'unknown' }]);
  });

  it('is told apart from a mistake in the program', async () => {
    const { fake } = await startFake();
    const { connection } = await connectTo(fake);

    await expect(connection.perform({ op: 'message.paint', body: {} })).rejects.toThrow(
      /"message.paint" is not one it knows/,
    );
  });
});
