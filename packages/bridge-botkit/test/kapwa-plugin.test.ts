import type { Kit, Store } from '@kapwa/core';
import { createMemoryStore } from '@kapwa/core';
import { WebAdapter } from 'botbuilder-adapter-web';
import { Botkit, BotkitConversation } from 'botkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { botkitAdapter, kapwaPlugin } from '../src/index.js';
import { helpfulKit } from './helpful-kit.js';
import { openPage, until } from './page.js';

const toClose: (() => Promise<void>)[] = [];

beforeEach(() => {
  // Botkit opens its own port: a free one.
  vi.stubEnv('PORT', '0');
  // The web adapter starts a timer that nobody can stop.
  const { setInterval: start } = globalThis;
  vi.spyOn(globalThis, 'setInterval').mockImplementation((...given) => {
    const timer = start(...given);
    toClose.push(async () => clearInterval(timer));
    return timer;
  });
});

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A Botkit bot with a dialog, a word it listens to, and an answer to everything else. */
function ownBot(adapter: WebAdapter): Botkit {
  const controller = new Botkit({ adapter, disable_console: true });
  const language = new BotkitConversation('language', controller);
  language.ask('Which language?', [], 'language');
  language.say('Noted: {{vars.language}}');
  controller.addDialog(language);
  return controller;
}

/** What the bot does by itself; added after the kit, as the docs say. */
function withOwnAnswers(controller: Botkit): void {
  controller.hears('language', 'message', async (bot) => {
    await bot.beginDialog('language');
  });
  controller.hears('remind', 'message', async (bot, message) => {
    await bot.reply(message, 'The bot reminds');
  });
  controller.on('message', async (bot, message) => {
    await bot.reply(message, 'The bot has heard you');
  });
}

async function running(options: { store?: Store; onError?: (error: unknown) => void } = {}) {
  const { store = createMemoryStore(), ...pluginOptions } = options;
  const web = new WebAdapter();
  const { kit, heard } = helpfulKit([botkitAdapter({ adapter: web, name: 'site' })], { store });
  await kit.start();
  toClose.push(() => kit.stop());
  const controller = ownBot(web);
  const plugin = kapwaPlugin(kit, pluginOptions);
  controller.usePlugin(plugin);
  withOwnAnswers(controller);
  await new Promise<void>((resolve) => controller.ready(() => resolve()));
  toClose.push(async () => {
    web.wss.close();
    controller.http.closeAllConnections();
    await controller.shutdown();
  });
  await until(() => controller.http.listening);
  const page = await openPage(controller.http);
  return { kit, heard, plugin, controller, page };
}

describe('a Botkit bot with a kit in it', () => {
  it('leaves to the kit what is its own, and answers the rest itself', async () => {
    const { page, heard } = await running();

    page.writes('remind me');
    await page.shows(1);
    page.writes('good morning');

    expect(await page.shows(2)).toEqual(['Kapwa reminds: remind me', 'The bot has heard you']);
    expect(heard.map(({ text }) => text)).toEqual(['remind me', 'good morning']);
  });

  it('does not take for an answer in a dialog what is for the kit', async () => {
    const { page } = await running();
    page.writes('language');
    await page.shows(1);

    page.writes('remind me');
    await page.shows(2);
    page.writes('Kiswahili');

    expect(await page.shows(3)).toEqual([
      'Which language?',
      'Kapwa reminds: remind me',
      'Noted: Kiswahili',
    ]);
  });

  it('hands over messages by whatever name the bot calls them', async () => {
    const { page, controller } = await running();
    const rename = (_bot: unknown, message: { type: string }, next: () => void): void => {
      if (message.type === 'message') message.type = 'direct_message';
      next();
    };
    controller.middleware.receive.use(rename);
    controller.on('direct_message', async (bot, message) => {
      await bot.reply(message, 'The bot calls it direct');
    });

    page.writes('remind me');
    await page.shows(1);
    page.writes('good morning');

    expect(await page.shows(2)).toEqual(['Kapwa reminds: remind me', 'The bot calls it direct']);
  });

  it('goes on alone when the kit cannot keep what was said', async () => {
    const store = createMemoryStore();
    const errors: unknown[] = [];
    const { page, kit } = await running({ store, onError: (error) => errors.push(error) });
    await kit.stop();

    page.writes('remind me');

    expect(await page.shows(1)).toEqual(['The bot reminds']);
    expect(errors.at(-1)).toMatchObject({ code: 'kit.not-running' });
  });

  it('goes on alone even when the host cannot be told', async () => {
    const onError = (): void => {
      throw new Error('the log is full');
    };
    const { page, kit } = await running({ onError });
    await kit.stop();

    page.writes('remind me');

    expect(await page.shows(1)).toEqual(['The bot reminds']);
  });

  it('has the kit no longer once that was disposed of', async () => {
    const { page, plugin, heard } = await running();

    plugin.dispose();
    plugin.dispose();
    page.writes('remind me');

    expect(await page.shows(1)).toEqual(['The bot reminds']);
    expect(heard).toEqual([]);
  });

  it('lets the kit write by itself', async () => {
    const { page, kit } = await running();
    page.writes('good morning');
    await page.shows(1);

    kit.receive({
      kind: 'message.received',
      id: 'reminder',
      at: Date.now(),
      adapter: 'site',
      chat: { id: page.user, direct: true },
      from: { id: page.user },
      message: 'reminder',
      text: 'remind with the report',
      mentions: [],
    });

    expect((await page.shows(2))[1]).toBe('Kapwa reminds: remind with the report');
  });

  it('says so once, where the kit knows nothing of its adapter', async () => {
    const web = new WebAdapter();
    const { kit, heard } = helpfulKit([botkitAdapter({ adapter: new WebAdapter() })]);
    await kit.start();
    toClose.push(() => kit.stop());
    const errors: unknown[] = [];
    const [receive] = kapwaPlugin(kit, { onError: (error) => errors.push(error) }).middlewares
      .receive;
    const message = { type: 'message', context: { adapter: web }, incoming_message: {} };
    const next = vi.fn();

    await receive?.({}, message, next);
    await receive?.({}, message, next);

    expect(next).toHaveBeenCalledTimes(2);
    expect(errors).toMatchObject([{ code: 'config.missing' }]);
    expect(heard).toEqual([]);
  });

  it('keeps the order in which somebody writes', async () => {
    const { page, heard } = await running();
    const words = Array.from({ length: 10 }, (_, index) => `remind ${index}`);

    for (const text of words) page.writes(text);

    await page.shows(10);
    expect(heard.map(({ text }) => text)).toEqual(words);
  });

  it('shows the kit to the other plugins of the bot', async () => {
    const { controller, kit } = await running();

    expect((controller.plugins as { kapwa: Kit }).kapwa).toBe(kit);
  });
});

describe('a kit that cannot speak in a Botkit bot', () => {
  it('is told what it lacks', () => {
    const { kit } = helpfulKit([]);

    expect(() => kapwaPlugin(kit)).toThrow(/botkitAdapter/);
  });
});
