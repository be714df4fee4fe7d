import { type AnyPlugin, plain } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../plugin-that.js';

/** Asks for a colour when somebody writes its name, and says which it was. */
function asksFor(name: string): AnyPlugin {
  return pluginThat(name, (kit) => {
    const colour = kit.dialogue('colour', {
      version: 1,
      data: z.object({ colour: z.string().optional() }),
      steps: {
        colour: {
          ask: () => plain(`${name}: which colour?`),
          options: ['red', 'blue'].map((value) => ({ value, name: value })),
          menu: 'none',
          read: ({ choice }) => (choice === undefined ? undefined : { colour: choice }),
        },
      },
      done(context, data) {
        const to = { person: context.actor?.person.id ?? '' };
        context.perform({ kind: 'message.send', to, text: plain(`${name}: ${data.colour}`) });
      },
    });
    kit.on('message.received', { phase: 'command', direct: true }, (context, event) => {
      if (event.text !== name) return undefined;
      context.begin(colour, { person: context.actor?.person.id ?? '' }, {});
      return 'handled';
    });
  });
}

async function answerTo(community: TestCommunity, text: string): Promise<readonly string[]> {
  const before = community.phone('ana').fromBot.length;
  await community.tellsBot('ana', text);
  return community.phone('ana').fromBot.slice(before);
}

describe('several dialogues with one person', () => {
  it('are answered newest first; the older one is asked again when the newer has ended', async () => {
    await using north = await testCommunity({ plugins: [asksFor('curtains'), asksFor('walls')] });
    await north.tellsBot('ana', 'walls');
    expect(await answerTo(north, 'curtains')).toEqual(['curtains: which colour?']);

    expect(await answerTo(north, 'red')).toEqual(['curtains: red', 'walls: which colour?']);
    expect(await answerTo(north, 'blue')).toEqual(['walls: blue']);
  });

  it('does not ask the older one again for what the newer did not understand', async () => {
    await using north = await testCommunity({ plugins: [asksFor('curtains'), asksFor('walls')] });
    await north.tellsBot('ana', 'curtains');
    await north.tellsBot('ana', 'walls');

    expect(await answerTo(north, 'green')).toEqual(['walls: which colour?']);
  });

  it('are left one by one', async () => {
    await using north = await testCommunity({ plugins: [asksFor('curtains'), asksFor('walls')] });
    await north.tellsBot('ana', 'curtains');
    await north.tellsBot('ana', 'walls');

    const left = 'All right, I leave it at that. You can write to me at any time.';
    expect(await answerTo(north, 'stop')).toEqual([left, 'curtains: which colour?']);
    expect(await answerTo(north, 'stop')).toEqual([left]);
  });

  it('goes back as far as it takes', async () => {
    const plugins = ['doors', 'roof', 'walls'].map(asksFor);
    await using north = await testCommunity({ plugins });
    for (const name of ['roof', 'walls', 'doors']) await north.tellsBot('ana', name);

    expect(await answerTo(north, 'red')).toEqual(['doors: red', 'walls: which colour?']);
    expect(await answerTo(north, 'red')).toEqual(['walls: red', 'roof: which colour?']);
    expect(await answerTo(north, 'red')).toEqual(['roof: red']);
  });
});

describe('a dialogue that a plugin declares', () => {
  const data = z.object({ about: z.string() });
  const step = { ask: () => plain('?'), read: () => ({}) };

  it.each<[string, Parameters<typeof pluginThat>[1]]>([
    ['has no steps', (kit) => kit.dialogue('odd', { version: 1, data, steps: {} })],
    [
      'has a step called "end"',
      (kit) => kit.dialogue('odd', { version: 1, data, steps: { end: step } }),
    ],
    [
      'goes from "one" to "two", which is no step of it',
      (kit) => {
        const steps: Record<string, typeof step & { next: string }> = {
          one: { ...step, next: 'two' },
        };
        kit.dialogue('odd', { version: 1, data, steps });
      },
    ],
    [
      'reminds of "one" before it is asked',
      (kit) => {
        const timeout = { after: 5, remind: 5, otherwise: 'rest' } as const;
        kit.dialogue('odd', { version: 1, data, steps: { one: { ...step, timeout } } });
      },
    ],
    [
      'is declared twice',
      (kit) => {
        kit.dialogue('odd', { version: 1, data, steps: { one: step } });
        kit.dialogue('odd', { version: 1, data, steps: { one: step } });
      },
    ],
  ])('is refused at the start when it %s', async (problem, setup) => {
    const starting = testCommunity({ plugins: [pluginThat('odd', (kit) => void setup(kit))] });

    await expect(starting).rejects.toThrow(`odd: the dialogue "odd" ${problem}`);
  });

  it('is refused a beginning that does not fit, where it is begun', async () => {
    const plugin = pluginThat('odd', (kit) => {
      const odd = kit.dialogue('odd', { version: 1, data, steps: { one: step } });
      kit.on('message.received', {}, (context, { text }) => {
        const person = context.actor?.person.id ?? '';
        if (text === 'in the group') context.begin(odd, { group: 'north-area' }, { about: 'it' });
        else context.begin(odd, { person }, {} as { about: string });
      });
    });
    await using north = await testCommunity({ plugins: [plugin] });

    await north.tellsBot('ana', 'person');
    await north.tellsBot('baraka', 'in the group');

    expect(north.failures.map(({ error }) => error.message)).toEqual([
      'odd: the dialogue "odd" cannot begin with this: about: Invalid input: expected string, received undefined.',
      'odd: the dialogue "odd" is held with a person.',
    ]);
  });
});
