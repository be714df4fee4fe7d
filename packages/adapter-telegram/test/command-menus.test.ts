import {
  createKit,
  createMemoryStore,
  defineBlueprint,
  definePlugin,
  type Kit,
  localesIn,
  type Store,
} from '@kapwa/core';
import { type FakeTelegram, startFakeTelegram } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { telegramAdapter } from '../src/index.js';

const tea = definePlugin({
  name: 'tea',
  options: z.strictObject({}),
  locales: localesIn(new URL('./locales/', import.meta.url)),
  setup(kit) {
    kit.command('tea', { words: 'words.tea', about: 'tea.about', where: 'group' }, () => undefined);
  },
});

const blueprint = (languages: readonly string[], plugins: object = {}) =>
  defineBlueprint({
    community: { name: 'Health workers', purpose: 'Work', timeZone: 'UTC', languages },
    plugins,
  } as never);

async function startKit(
  telegram: FakeTelegram,
  store: Store,
  languages: readonly string[],
  options: object = {},
): Promise<Kit> {
  const { token, apiRoot } = telegram;
  const kit = createKit({
    communities: [blueprint(languages)],
    adapters: [telegramAdapter({ mode: 'polling', token, apiRoot, ...options })],
    store,
  });
  await kit.start();
  await kit.idle();
  return kit;
}

async function telegram() {
  const fake = await startFakeTelegram();
  onTestFinished(() => fake.close());
  return {
    fake,
    store: createMemoryStore(),
    /** What was told since the last time this was asked. */
    told: (() => {
      let seen = 0;
      return () => {
        const calls = fake.calls.filter(({ method }) => /MyCommands$/.test(method));
        const news = calls.slice(seen);
        seen = calls.length;
        return news.map(({ method, params }) => {
          const { scope, language_code: language = '' } = params as {
            scope: { type: string };
            language_code?: string;
          };
          return `${method} ${scope.type} ${language}`;
        });
      };
    })(),
  };
}

const commandOf = (fake: FakeTelegram, language: string, scope: string): unknown[] =>
  fake.commands(language, scope).map(({ command }) => command);

describe('the menu of commands on Telegram', () => {
  it('holds what can be used, by language and by who sees it', async () => {
    const { fake, store } = await telegram();
    const kit = await startKit(fake, store, ['en', 'fil', 'ar']);
    onTestFinished(() => kit.stop());

    expect(fake.commands('', 'all_private_chats')).toContainEqual({
      command: 'help',
      description: 'shows what you can do here',
    });
    expect(fake.commands('tl', 'all_private_chats')).toContainEqual({
      command: 'tulong',
      description: expect.stringMatching(/ipinapakita/),
    });
    // Arabic letters cannot stand in a menu, so the word is English and the sentence Arabic.
    expect(fake.commands('ar', 'all_private_chats')).toContainEqual({
      command: 'help',
      description: expect.stringMatching(/\p{Script=Arabic}/u),
    });
    expect(commandOf(fake, '', 'all_private_chats')).toContain('my_data');
    expect(commandOf(fake, '', 'all_group_chats')).not.toContain('my_data');
    // There is no other messenger here on which somebody might have an account.
    expect(commandOf(fake, '', 'all_private_chats')).not.toContain('link_account');
    expect(commandOf(fake, '', 'all_chat_administrators')).toContain('pause');
    expect(commandOf(fake, '', 'all_group_chats')).not.toContain('pause');
    // Only somebody with a role of the community may: in no menu that others see, too.
    for (const scope of ['all_private_chats', 'all_group_chats', 'all_chat_administrators']) {
      expect(commandOf(fake, '', scope)).not.toContain('role_give');
    }
  });

  it('is understood as it is tapped', async () => {
    const { fake, store } = await telegram();
    const kit = await startKit(fake, store, ['en']);
    onTestFinished(() => kit.stop());
    const amina = fake.person('Amina');
    amina.phone.bot.starts();
    amina.phone.bot.writes('/link_account');
    await fake.settled();
    await kit.idle();

    expect(amina.phone.bot.texts.at(-1)).toMatch(/\/link account \d{10}/);
  });

  it('is told once, and not again at the next start', async () => {
    const { fake, store, told } = await telegram();
    await (await startKit(fake, store, ['en', 'sw'])).stop();
    expect(told()).toHaveLength(9);

    await (await startKit(fake, store, ['en', 'sw'])).stop();
    expect(told()).toEqual([]);
  });

  it('follows plugins that come and go, and languages that go', async () => {
    const { fake, store, told } = await telegram();
    const kit = await startKit(fake, store, ['en', 'sw']);
    told();
    await kit.plugins.load(tea);
    await kit.idle();
    expect(commandOf(fake, 'sw', 'all_group_chats')).toContain('chai');
    expect(told().filter((call) => call.includes('private'))).toEqual([]);

    await kit.plugins.unload('tea');
    await kit.idle();
    expect(commandOf(fake, 'sw', 'all_group_chats')).not.toContain('chai');
    await kit.stop();
    told();

    await (await startKit(fake, store, ['en'])).stop();
    expect(told()).toEqual([
      'deleteMyCommands all_private_chats sw',
      'deleteMyCommands all_group_chats sw',
      'deleteMyCommands all_chat_administrators sw',
    ]);
    expect(fake.commands('sw', 'all_private_chats')).toEqual([]);
  });

  it('leaves out what the community has switched off', async () => {
    const { fake, store } = await telegram();
    const kit = createKit({
      communities: [blueprint(['en'], { tea: false })],
      adapters: [telegramAdapter({ mode: 'polling', token: fake.token, apiRoot: fake.apiRoot })],
      plugins: [tea],
      store,
    });
    await kit.start();
    await kit.idle();
    onTestFinished(() => kit.stop());

    expect(commandOf(fake, '', 'all_group_chats')).not.toContain('tea');
  });

  it('is tried again at the next start where Telegram would not take it', async () => {
    const { fake, store, told } = await telegram();
    fake.fail(3, { code: 500, description: 'Internal Server Error' }, 'setMyCommands');
    await (await startKit(fake, store, ['en'])).stop();
    const first = told().length;
    await (await startKit(fake, store, ['en'])).stop();

    expect(first).toBeGreaterThanOrEqual(3);
    expect(told()).toHaveLength(3);
    expect(commandOf(fake, '', 'all_private_chats')).toContain('help');
  });

  it('is the one written by hand, where there is one', async () => {
    const { fake, store } = await telegram();
    const commands = { en: [{ command: 'stock', description: 'What is in stock' }] };
    const kit = await startKit(fake, store, ['en'], { commands });
    onTestFinished(() => kit.stop());

    expect(commandOf(fake, '', 'default')).toEqual(['stock']);
    expect(commandOf(fake, '', 'all_private_chats')).toEqual([]);
  });
});
