import { plain } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { botInNorth } from './north.js';
import { type Reaction, startBot } from './running-bot.js';

describe('buttons on Telegram', () => {
  const menu = {
    options: ['Kiswahili', 'English'].map((label) => ({ id: label.slice(0, 2), label })),
  };
  const asking: Reaction = (context, text) => {
    const to = { person: context.actor?.person.id ?? '' };
    context.perform(
      text.startsWith('chose')
        ? { kind: 'message.send', to, text: plain(`You ${text}.`) }
        : { kind: 'message.send', to, text: plain('Which one?'), menu },
    );
  };

  async function asked() {
    const bot = await startBot({ reaction: asking });
    const amina = bot.telegram.person('Amina');
    amina.phone.bot.starts();
    await bot.settle();
    return { ...bot, amina };
  }

  it('are chosen by a tap, which is answered', async () => {
    const { telegram, amina, settle } = await asked();
    expect(amina.phone.bot.messages.at(-1)?.buttons).toEqual(['Kiswahili', 'English']);
    const question = amina.phone.bot.taps('English');
    await settle();

    expect(amina.phone.bot.texts.at(-1)).toBe('You chose En.');
    expect(telegram.answerTo(question)).toEqual({ alert: false });
  });

  it('do nothing when the data was made by hand, or for somebody else', async () => {
    const { telegram, amina, settle, events } = await asked();
    const juma = telegram.person('Juma');
    juma.phone.bot.starts();
    await settle();
    const sent = telegram.calls.filter(({ method }) => method === 'sendMessage');
    const menus = sent.flatMap(({ params }) => params.reply_markup ?? []);
    const [aminas] = menus.map((markup) => JSON.stringify(markup));
    const data = /"callback_data":"([^"]+:En)"/.exec(aminas ?? '')?.[1] ?? '';
    const before = events.length;
    const below = juma.phone.bot.messages.at(-1)?.id ?? 0;
    for (const forged of ['En', ':En', `${'x'.repeat(16)}:En`, data, data.replace('En', 'Ki')]) {
      juma.phone.bot.forges(below, forged);
    }
    await settle();

    expect(data).not.toBe('');
    expect(events).toHaveLength(before);
    amina.phone.bot.forges(amina.phone.bot.messages.at(-1)?.id ?? 0, data);
    await settle();
    expect(amina.phone.bot.texts.at(-1)).toBe('You chose En.');
  });

  it('are numbered lines in a group, where anybody could tap them', async () => {
    const { screen, settle } = await botInNorth((context) =>
      context.perform({
        kind: 'message.send',
        to: { group: 'north' },
        text: plain('Which one?'),
        menu,
      }),
    );
    screen.writes('ask');
    await settle();

    expect(screen.messages.at(-1)).toMatchObject({
      buttons: [],
      text: 'Which one?\n1. Kiswahili\n2. English',
    });
  });
});
