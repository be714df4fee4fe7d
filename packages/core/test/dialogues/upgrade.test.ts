import { type AnyPlugin, createKit, createMemoryStore, type Store } from '@kapwa/core';
import {
  blueprintOf,
  createWorld,
  directChat,
  healthWorkers,
  playgroundAdapter,
  turnableClock,
} from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { type AppealSpec, appealData, appealSpec, appealsWith, appealWords } from './appeals.js';

const QUESTION =
  'Why should your post come back?\n1. It was a mistake\n2. It was taken out of context';

/** Ana's phone, and a bot whose plugin is replaced by a newer one while she thinks. */
async function ana(store: Store = createMemoryStore()) {
  const clock = turnableClock();
  const world = createWorld({ clock, people: [{ id: 'ana', name: 'Ana' }], groups: [] });
  let stop: () => Promise<void> = async () => undefined;
  onTestFinished(() => stop());

  return {
    store,
    async meets(plugin: AnyPlugin) {
      await stop();
      const kit = createKit({
        communities: [blueprintOf({ ...healthWorkers, groups: {} })],
        adapters: [playgroundAdapter(world, { name: 'playground' })],
        plugins: [plugin],
        store,
        clock,
      });
      await kit.start();
      stop = () => kit.stop();
      await world.line.delivered();
      await kit.idle();
      return {
        async answerTo(text: string): Promise<readonly string[]> {
          const seen = world.messages().length;
          world.write('ana', directChat('ana'), text);
          await world.line.delivered();
          await kit.idle();
          const fresh = world.messages().slice(seen);
          return fresh.filter(({ author }) => author !== 'ana').map((message) => message.text);
        },
      };
    },
  };
}

describe('a dialogue whose plugin was upgraded in the middle', () => {
  it('goes on where it was, when the plugin carries it over', async () => {
    const locales = await appealWords();
    const phone = await ana();
    const before = await phone.meets(appealsWith(locales).plugin);
    await before.answerTo('appeal');
    await before.answerTo('1');

    const { words, reason } = appealSpec.steps;
    const newer: Partial<AppealSpec> = {
      version: 2,
      steps: { reason, words, sure: appealSpec.steps.sure },
      migrate: ({ version, step, data }) =>
        version === 1 && step === 'words'
          ? { step: 'sure', data: { ...appealData.parse(data), words: 'left away' } }
          : undefined,
    };
    const after = await phone.meets(appealsWith(locales, newer).plugin);

    expect(await after.answerTo('yes')).toEqual(['Sent: mistake, left away.']);
  });

  it.each<[string, Partial<AppealSpec>]>([
    ['does not say how', { version: 2 }],
    ['cannot', { version: 2, migrate: () => undefined }],
    [
      'does it wrongly',
      { version: 2, migrate: () => ({ step: 'words', data: { about: 7 as unknown as string } }) },
    ],
  ])('begins anew with an apology, when the plugin %s', async (_, newer) => {
    const locales = await appealWords();
    const phone = await ana();
    const before = await phone.meets(appealsWith(locales).plugin);
    await before.answerTo('appeal');
    await before.answerTo('1');

    const after = await phone.meets(appealsWith(locales, newer).plugin);

    expect(await after.answerTo('my words')).toEqual([
      `Sorry, this has changed since we last wrote, so I have to ask you from the beginning.\n\n${QUESTION}`,
    ]);
    expect(await after.answerTo('2')).toEqual(['Tell the admins in your own words.']);
  });

  it('answers a command first, and apologises behind it', async () => {
    const locales = await appealWords();
    const phone = await ana();
    const before = await phone.meets(appealsWith(locales).plugin);
    await before.answerTo('appeal');

    const after = await phone.meets(appealsWith(locales, { version: 2 }).plugin);

    expect(await after.answerTo('rules')).toEqual(['Be kind.']);
    expect(await after.answerTo('stop')).toEqual([
      'All right, I leave it at that. You can write to me at any time.',
    ]);
  });

  it('gives up with an apology, when what it began with is not enough any more', async () => {
    const locales = await appealWords();
    const phone = await ana();
    const before = await phone.meets(appealsWith(locales).plugin);
    await before.answerTo('appeal');
    const [record] = await phone.store.list('appeals.dialogue.appeal', '');
    await phone.store.commit({
      expect: [],
      writes: [
        {
          op: 'put',
          collection: 'appeals.dialogue.appeal',
          key: record?.key ?? '',
          value: { some: 'thing else' },
        },
      ],
      outgoing: [],
      post: [],
      dead: [],
    });

    expect(await before.answerTo('1')).toEqual([
      'Sorry, this has changed since we last wrote, so we cannot go on with it.',
    ]);
    expect(await before.answerTo('1')).toEqual([]);
  });

  it('is over in silence when the plugin is gone', async () => {
    const locales = await appealWords();
    const phone = await ana();
    const before = await phone.meets(appealsWith(locales).plugin);
    await before.answerTo('appeal');

    const after = await phone.meets(pluginThat('another', () => undefined));

    expect(await after.answerTo('1')).toEqual([]);
  });
});
