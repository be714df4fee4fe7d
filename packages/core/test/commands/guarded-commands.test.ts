import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';
import { withMute } from './tested-command.js';

describe('a command with a permission', () => {
  it('is done for who has it, by role in the community or as an admin of the group', async () => {
    const { community, uses } = await withMute({ permission: 'posting.set' });

    await community.says('grace', 'north-area', '/mute');
    await community.tellsBot('sameer', '/mute');

    expect(uses).toHaveLength(2);
  });

  it('is refused in private, with no word about who may do it', async () => {
    const { community, uses } = await withMute({ permission: 'posting.set' });
    await community.tellsBot('ana', 'good morning, everybody here');

    await community.says('ana', 'north-area', '/mute');

    expect(uses).toEqual([]);
    expect(community.phone('ana').latest).toBe('Sorry, you cannot use /mute here.');
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('is refused in the group where the bot may not write first', async () => {
    const { community } = await withMute({ permission: 'posting.set' }, { mustWriteFirst: true });

    await community.says('ana', 'north-area', '/mute');

    expect(community.group('north-area').fromBot[0]).toContain('Sorry, you cannot use /mute here.');
  });

  it('follows the messenger: who was made an admin just now may use it', async () => {
    const { community, uses } = await withMute({ permission: 'posting.set' });
    await community.promotes('ana', 'north-area');

    await community.says('ana', 'north-area', '/mute');
    await community.demotes('ana', 'north-area');
    await community.says('ana', 'north-area', '/mute');

    expect(uses).toHaveLength(1);
  });
});

describe('a command with a cooldown', () => {
  const minutes = (count: number): number => count * 60_000;

  it('tells somebody once to wait, and is done again afterwards', async () => {
    const { community, uses } = await withMute({ cooldown: minutes(10) });

    await community.tellsBot('ana', 'mute');
    await community.passes('1 minute');
    await community.tellsBot('ana', 'mute');
    await community.tellsBot('ana', 'mute');

    expect(uses).toHaveLength(1);
    expect(community.phone('ana').fromBot).toEqual([
      'Please wait 9 minutes before you use mute again.',
    ]);
    await community.passes('9 minutes');
    await community.tellsBot('ana', 'mute');
    expect(uses).toHaveLength(2);
  });

  it('counts for each person, wherever they use it', async () => {
    const { community, uses } = await withMute({ cooldown: minutes(10) });

    await community.tellsBot('ana', 'mute');
    await community.says('ana', 'north-area', '/mute');
    await community.says('baraka', 'north-area', '/mute');

    expect(uses).toHaveLength(2);
  });

  it('says it again in the next rest', async () => {
    const { community } = await withMute({ cooldown: minutes(5) });

    await community.tellsBot('ana', 'mute');
    await community.tellsBot('ana', 'mute');
    await community.passes('5 minutes');
    await community.tellsBot('ana', 'mute');
    await community.tellsBot('ana', 'mute');

    expect(community.phone('ana').fromBot).toHaveLength(2);
  });

  it('leaves nothing behind, the night after the rest is over', async () => {
    const { community } = await withMute({ cooldown: minutes(10) });

    await community.tellsBot('ana', 'mute');
    await community.tellsBot('ana', 'mute');
    expect(await community.store.list('core.cooldowns', '')).toHaveLength(2);
    await community.passes('1 day');

    expect(await community.store.list('core.cooldowns', '')).toEqual([]);
  });
});

describe('a command whose words are several', () => {
  it('is used by all of them, in any language', async () => {
    const { community, uses } = await withMute({ words: 'words.thanks' });

    await community.tellsBot('ana', 'My thanks');
    await community.tellsBot('ana', 'shukrani zangu');
    await community.says('ana', 'north-area', '/my thanks');
    await community.says('ana', 'north-area', '@Kapwa my  thanks!');
    await community.tellsBot('ana', '/my');

    expect(uses.map(({ word }) => word)).toEqual([
      'my thanks',
      'shukrani zangu',
      'my thanks',
      'my thanks',
    ]);
  });
});

describe('a slip', () => {
  it.each([
    ['/mutt', 'I do not know /mutt. Did you mean /mute?'],
    ['mutee', 'I do not know mutee. Did you mean mute?'],
    ['/mutt @Baraka 2h', 'I do not know /mutt. Did you mean /mute?'],
    ['/nyamazisa', 'I do not know /nyamazisa. Did you mean /nyamazisha?'],
    ['/xyzzy', 'I do not know /xyzzy. Write /help to see what you can do here.'],
  ])('in a direct chat is answered once: %s', async (text, answer) => {
    const { community, uses } = await withMute();

    await community.tellsBot('ana', text);

    expect(uses).toEqual([]);
    expect(community.phone('ana').fromBot).toEqual([answer]);
  });

  it('behind a slash in a group is answered there, when it is near to a command', async () => {
    const { community } = await withMute();

    await community.says('ana', 'medical-supplies', '/mutt');
    await community.says('ana', 'medical-supplies', '/somethingelse');
    await community.says('ana', 'medical-supplies', '/mutt@OtherBot');

    expect(community.group('medical-supplies').fromBot).toHaveLength(1);
    expect(community.group('medical-supplies').fromBot[0]).toContain('Did you mean /mute?');
  });

  it.each(['mutee', 'I want to mute this', 'We mute nobody here', '@Kapwa mutt'])(
    'is never seen in ordinary talk in a group: %s',
    async (text) => {
      const { community } = await withMute();

      await community.says('ana', 'north-area', text);

      expect(community.group('north-area').fromBot).toEqual([]);
    },
  );

  it.each(['good morning', 'thank you so much', 'I am at the clinic until noon', '👍', 'ok'])(
    'is not seen in ordinary talk with the bot: %s',
    async (text) => {
      const { community } = await withMute();

      await community.tellsBot('ana', text);

      expect(community.phone('ana').fromBot).toEqual([]);
    },
  );

  it('never gives away a command that the person may not use', async () => {
    const { community } = await withMute({ permission: 'posting.set' });

    await community.tellsBot('ana', '/mutt');
    await community.tellsBot('sameer', '/mutt');

    expect(community.phone('ana').latest).not.toContain('/mute');
    expect(community.phone('sameer').latest).toContain('/mute');
  });
});

describe('a command that cannot work', () => {
  it.each([
    ['about', { words: 'words.mute', about: 'nothing.here' }],
    ['examples', { words: 'words.mute', examples: 'nothing.here' }],
    ['confirm', { words: 'words.mute', confirm: { question: 'nothing.here' } }],
  ])('is refused when its message is missing: %s', async (_, spec) => {
    const locales = await temporaryLocales('quiet', { en: { words: { mute: 'mute' } } });
    const plugin = pluginThat(
      'quiet',
      (scope) => void scope.command('mute', spec, () => {}),
      locales,
    );

    await expect(testCommunity({ plugins: [plugin] })).rejects.toMatchObject({
      code: 'plugin.invalid',
      message: expect.stringContaining('nothing.here'),
    });
  });

  it('is refused when it is declared twice', async () => {
    const locales = await temporaryLocales('quiet', { en: { words: { mute: 'mute' } } });
    const plugin = pluginThat(
      'quiet',
      (scope) => {
        scope.command('mute', { words: 'words.mute' }, () => {});
        scope.command('mute', { words: 'words.mute' }, () => {});
      },
      locales,
    );

    await expect(testCommunity({ plugins: [plugin] })).rejects.toMatchObject({
      code: 'plugin.invalid',
    });
  });
});
