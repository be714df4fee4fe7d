import { createMemoryStore, plain } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { webhookPath } from '../src/index.js';
import { type Reaction, secret, startBot } from './running-bot.js';

type Bot = Awaited<ReturnType<typeof startBot>>;

const HOUR = 3_600_000;

/** What the audit says was refused, an hour later: entries are folded until then. */
async function refusals({ kit, clock }: Pick<Bot, 'kit' | 'clock'>): Promise<unknown[]> {
  await clock.advance(HOUR);
  await kit.idle();
  const notes: unknown[] = [];
  for await (const { entries } of kit.audit.links()) {
    for (const { note } of entries) {
      if (/\.refuse$/.test(note.what)) {
        notes.push([note.what, note.actor, note.target, note.reason, note.result]);
      }
    }
  }
  return notes;
}

const post = (bot: Bot, body: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(bot.url + webhookPath, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

const signed = { 'x-telegram-bot-api-secret-token': secret };

const update = (id: number, text: string): string =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: 1_772_352_000,
      chat: { id: 5, type: 'private' },
      from: { id: 5, is_bot: false, first_name: 'Amina' },
      text,
    },
  });

const heard = ({ events }: Bot): unknown[] =>
  events.filter(({ kind }) => kind === 'message.received');

describe('a webhook', () => {
  it('that somebody else posts to is refused, on record, and nothing of it is heard', async () => {
    const bot = await startBot({ mode: 'webhook' });
    const answers = [
      await post(bot, update(1, 'spoofed')),
      await post(bot, update(2, 'spoofed'), { 'x-telegram-bot-api-secret-token': 'a guess' }),
      await post(bot, update(3, 'spoofed'), { 'x-telegram-bot-api-secret-token': '' }),
    ];
    await bot.settle();

    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(heard(bot)).toEqual([]);
    expect(await refusals(bot)).toEqual([
      ['webhook.refuse', 'outside', 'telegram', 'unsigned', '1'],
      ['webhook.refuse', 'outside', 'telegram', 'signature', '2'],
    ]);
  });

  it('that brings an update again is answered, and hears it once', async () => {
    const bot = await startBot({ mode: 'webhook' });
    const answers = [];
    for (let times = 0; times < 3; times += 1) {
      answers.push((await post(bot, update(7, 'once'), signed)).status);
    }
    await bot.settle();

    expect(answers).toEqual([200, 200, 200]);
    expect(heard(bot)).toHaveLength(1);
  });

  it.each([
    ['no JSON', '{"update_id":', 400],
    ['no object', '[]', 200],
    ['nothing', 'null', 400],
    ['deeper than anything Telegram sends', `${'['.repeat(5000)}${']'.repeat(5000)}`, 400],
    ['a prototype', '{"update_id":1,"__proto__":{"message":{}}}', 400],
    ['a number where a message should be', '{"update_id":1,"message":7}', 200],
    ['a kind of tomorrow', '{"update_id":1,"telepathy":{"thought":"x"}}', 200],
  ])('that brings %s is answered %i', async (_, body, status) => {
    const bot = await startBot({ mode: 'webhook' });
    expect((await post(bot, body, signed)).status).toBe(status);
    expect((await post(bot, update(9, 'still here'), signed)).status).toBe(200);
    await bot.settle();

    expect(heard(bot)).toHaveLength(1);
  });

  it('with a secret that is no text is refused without an exception', async () => {
    const bot = await startBot({ mode: 'webhook' });
    const [route] = bot.kit.routes();
    const headers = { 'x-telegram-bot-api-secret-token': [secret, secret] as never };
    const answer = await route?.handle({
      method: 'POST',
      url: '',
      headers,
      body: Buffer.from('{}'),
    });

    expect(answer).toEqual({ status: 401, refusal: 'signature' });
  });

  it('is where the documentation says, and takes no more than a megabyte', async () => {
    const bot = await startBot({ mode: 'webhook' });
    const [route] = bot.kit.routes();
    const sized = (bytes: number, headers: Readonly<Record<string, string>> = signed) =>
      route?.handle({ method: 'POST', url: '', headers, body: Buffer.alloc(bytes, ' ') });

    expect([route?.method, route?.path, route?.maxBody]).toEqual([
      'POST',
      '/webhooks/telegram',
      2 ** 20,
    ]);
    expect(await sized(2 ** 20)).toEqual({ status: 400 });
    expect(await sized(2 ** 20 + 1)).toEqual({ status: 413 });
    expect(await sized(2 ** 20 + 1, {})).toMatchObject({ status: 401 });
  });

  it('is answered 503 while what it brings cannot be kept, and heard when it comes again', async () => {
    const store = createMemoryStore();
    let isDown = false;
    const accept: typeof store.accept = (...args) => {
      if (isDown) throw new Error('the database is away');
      return store.accept(...args);
    };
    const bot = await startBot({ mode: 'webhook', store: { ...store, accept } });
    isDown = true;
    const refused = await post(bot, update(1, 'hello'), signed);
    isDown = false;
    const taken = await post(bot, update(1, 'hello'), signed);
    await bot.settle();

    expect([refused.status, taken.status]).toEqual([503, 200]);
    expect(heard(bot)).toHaveLength(1);
  });

  it('lives through whatever is posted with the right secret', async () => {
    const bot = await startBot({ mode: 'webhook' });
    const kinds = ['message', 'callback_query', 'chat_member', 'my_chat_member', 'poll_answer'];
    const body = fc.record({
      update_id: fc.oneof(fc.integer(), fc.string()),
      part: fc.jsonValue({ maxDepth: 3 }),
      kind: fc.constantFrom(...kinds),
    });
    await fc.assert(
      fc.asyncProperty(body, async ({ update_id, part, kind }) => {
        const { status } = await post(bot, JSON.stringify({ update_id, [kind]: part }), signed);
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 60 },
    );
    expect((await post(bot, update(99, 'still here'), signed)).status).toBe(200);
    await bot.settle();

    expect(heard(bot).at(-1)).toMatchObject({ text: 'still here' });
  });
});

describe('a tap', () => {
  const menu = { options: ['Yes', 'No'].map((label) => ({ id: label, label })) };
  const asking: Reaction = (context, text) => {
    const to = { person: context.actor?.person.id ?? '' };
    context.perform({
      kind: 'message.send',
      to,
      ...(text.startsWith('chose')
        ? { text: plain(`You ${text}.`) }
        : { text: plain('Remove Juma?'), menu }),
    });
  };

  /** Sameer is asked something only he may answer; Amina has a chat with the bot, too. */
  async function asked() {
    const bot = await startBot({ reaction: asking });
    const sameer = bot.telegram.person('Sameer');
    const amina = bot.telegram.person('Amina');
    sameer.phone.bot.starts();
    amina.phone.bot.starts();
    await bot.settle();
    const [sent] = bot.telegram.calls.filter(
      ({ params }) => params.reply_markup !== undefined && params.chat_id === sameer.id,
    );
    const data =
      /"callback_data":"([^"]+:Yes)"/.exec(JSON.stringify(sent?.params.reply_markup))?.[1] ?? '';
    expect(data).not.toBe('');
    const below = sameer.phone.bot.messages.at(-1)?.id ?? 0;
    return { bot, sameer, amina, data, below };
  }

  it('whose data was made by hand is ignored, and on record', async () => {
    const { bot, sameer, data, below } = await asked();
    const before = bot.events.length;
    for (const forged of ['Yes', data.replace(/^./, '?'), `${'x'.repeat(16)}:Yes`, '']) {
      sameer.phone.bot.forges(below, forged);
    }
    sameer.phone.bot.forges(below, data.replace('Yes', 'Everything'));
    await bot.settle();

    expect(bot.events).toHaveLength(before);
    // The others have not even the form of one: a host's bot may have made them.
    expect(await refusals(bot)).toEqual([['tap.refuse', 'outside', 'telegram', 'forged', '2']]);
  });

  it("on an admin's button by another member does nothing, and is on record", async () => {
    const { bot, sameer, amina, data, below } = await asked();
    // From her own chat, with what stood behind his button.
    amina.phone.bot.forges(amina.phone.bot.messages.at(-1)?.id ?? 0, data);
    // As Telegram would tell it of a button that she can see in his chat.
    bot.telegram.tells('callback_query', {
      id: '1',
      from: { id: amina.id, is_bot: false, first_name: 'Amina' },
      chat_instance: 'x',
      message: {
        message_id: below,
        date: 1_772_352_000,
        chat: { id: sameer.id, type: 'private' },
        text: 'Remove Juma?',
      },
      data,
    });
    await bot.settle();

    expect(amina.phone.bot.texts.join()).not.toContain('You chose');
    expect(sameer.phone.bot.texts.join()).not.toContain('You chose');
    expect(await refusals(bot)).toEqual([['tap.refuse', 'outside', 'telegram', 'forged', '2']]);
    // His own counts all the same.
    sameer.phone.bot.taps('Yes');
    await bot.settle();
    expect(sameer.phone.bot.texts.at(-1)).toBe('You chose Yes.');
  });
});
