import { startFakeTelegram } from '@kapwa/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { withMiddleware, withoutLoss } from '../grammy.js';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0).reverse()) await close();
});

/** Resolves once somebody's phone shows so many messages. */
async function shows(count: () => number, wanted: number): Promise<void> {
  while (count() < wanted) await new Promise((resolve) => setImmediate(resolve));
}

describe.each([
  ['as middleware', withMiddleware],
  ['fetching for it', withoutLoss],
])('Kapwa in a grammY bot, %s,', (_, start) => {
  async function running() {
    const telegram = await startFakeTelegram();
    toClose.push(telegram.close);
    const amina = telegram.person('Amina');
    amina.phone.bot.starts();
    toClose.push(await start(telegram.token, telegram.apiRoot));
    const screen = amina.phone.bot;
    const isGreeting = (text: string): boolean => text.startsWith('Hello, and welcome!');
    await shows(() => screen.texts.filter(isGreeting).length, 1);
    return { screen };
  }

  it("answers its own commands, and leaves the bot's to the bot", async () => {
    const { screen } = await running();
    const before = screen.texts.length;
    screen.writes('/stock');
    await shows(() => screen.texts.length, before + 2);
    screen.writes('/rules');
    await shows(() => screen.texts.length, before + 4);
    const answers = screen.texts.slice(before);

    expect(answers[1]).toBe('42 boxes of gloves');
    expect(answers.filter((text) => text === '42 boxes of gloves')).toHaveLength(1);
    expect(answers).toHaveLength(4);
  });
});
