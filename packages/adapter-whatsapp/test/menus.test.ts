import { definePlugin, type Menu, plain, readMenuChoice } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startBot } from './cloud/running-bot.js';

/** Asks with a menu, and tells what was chosen. */
function asking(menu: Menu, text: string) {
  return definePlugin({
    name: 'asking',
    options: z.object({}),
    setup(scope) {
      scope.on('message.received', { direct: true }, (context, event) => {
        if (context.actor === undefined) return;
        const to = { person: context.actor.person.id };
        const chosen = readMenuChoice(event, menu);
        context.perform(
          chosen === undefined
            ? { kind: 'message.send', to, text: plain(text), menu }
            : { kind: 'message.send', to, text: plain(`You chose ${chosen.id}.`) },
        );
      });
    },
  });
}

/** The phone of somebody who writes to a bot that asks with this menu. */
async function phoneAskedWith(menu: Menu, text = 'Which one?') {
  const { fake, settle } = await startBot({ plugins: [asking(menu, text)] });
  return { amina: fake.phone('254700000001', 'Amina'), settle };
}

function menuOf(...labels: string[]): Menu {
  return { options: labels.map((label, index) => ({ id: `option-${index}`, label })) };
}

describe('a menu on WhatsApp', () => {
  it('is buttons where there are at most three short options; a tap is the choice', async () => {
    const { amina, settle } = await phoneAskedWith(menuOf('Kiswahili', 'English'));

    amina.writes('Hi');
    await settle();
    expect(amina.received).toMatchObject([
      {
        type: 'interactive',
        text: 'Which one?',
        choices: [
          { id: 'option-0', title: 'Kiswahili' },
          { id: 'option-1', title: 'English' },
        ],
      },
    ]);
    amina.taps('English');
    await settle();

    expect(amina.received.at(-1)?.text).toBe('You chose option-1.');
  });

  it('is a list where there are more, behind a button that core has words for', async () => {
    const { amina, settle } = await phoneAskedWith(
      menuOf('Pharmacy', 'Training', 'North', 'South'),
    );

    amina.writes('Hi');
    await settle();
    amina.taps('South');
    await settle();

    expect(amina.received.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      'interactive: Which one?',
      'text: You chose option-3.',
    ]);
  });

  it('is numbered lines where a label is too long; no label is ever cut', async () => {
    const long = 'Hospital management and health care teams';
    const { amina, settle } = await phoneAskedWith(menuOf(long, 'Pharmacy'));

    amina.writes('Hi');
    await settle();
    amina.writes('2');
    await settle();

    expect(amina.received.map(({ type, text }) => `${type}: ${text}`)).toEqual([
      `text: Which one?\n1. ${long}\n2. Pharmacy`,
      'text: You chose option-1.',
    ]);
  });

  it('stands below the last message of a long text', async () => {
    const text = `${'Read this first. '.repeat(250)}\n\nWhich one?`;
    const { amina, settle } = await phoneAskedWith(menuOf('Yes', 'No'), text);

    amina.writes('Hi');
    await settle();

    expect(amina.received.map(({ type }) => type)).toEqual(['text', 'interactive']);
    expect(amina.received.at(-1)?.text).toContain('Which one?');
  });
});
