import { argument } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { withMute } from './tested-command.js';

describe('a person behind a command', () => {
  const who = { person: argument.person(), why: argument.text().optional() };

  it.each([
    ['/mute @Baraka', 'by mention'],
    ['/mute @Baraka Mwangi too loud', 'by a mention of several words'],
    ['/mute baraka', 'by the first name'],
    ['/mute BARAKA MWANGI too loud', 'by the whole name'],
    ['@Kapwa mute @Baraka', 'when the bot is mentioned, too'],
  ])('is found: %s (%s)', async (text) => {
    const { community, given } = await withMute({ arguments: who });

    await community.says('grace', 'north-area', text);

    expect(given).toMatchObject([{ person: { name: 'Baraka Mwangi' } }]);
  });

  it('is found in a direct chat among the members of all groups', async () => {
    const { community, given } = await withMute({ arguments: who });

    await community.tellsBot('sameer', 'mute baraka');

    expect(given).toMatchObject([{ person: { name: 'Baraka Mwangi' } }]);
  });

  it.each([
    ['/mute', 'Please say who: mention them with @, or write their name.'],
    [
      '/mute nobody',
      'I know nobody called nobody here. Mention them with @, or write their whole name.',
    ],
  ])('is asked for in one answer, with an example: %s', async (text, answer) => {
    const { community, uses } = await withMute({ arguments: who });

    await community.tellsBot('sameer', text);

    expect(uses).toEqual([]);
    expect(community.phone('sameer').fromBot).toEqual([`${answer}\nFor example: /mute @Ana 2h`]);
  });

  it('is asked back for where several have the name', async () => {
    const { community, uses } = await withMute({ arguments: who });
    await community.atOnce((world) => {
      world.addPerson({ id: 'ana2', name: 'Ana Cruz' });
      world.join('ana2', 'north-area');
    });

    await community.says('grace', 'north-area', '/mute ana');
    await community.says('grace', 'north-area', '/mute Ana Cruz');

    expect(uses).toHaveLength(1);
    const [answer] = community.group('north-area').fromBot;
    expect(answer).toContain('several people called ana');
    expect(answer).toMatch(/Ana Reyes.*Ana Cruz|Ana Cruz.*Ana Reyes/);
  });

  it('is asked for in the languages of the group', async () => {
    const { community } = await withMute({ arguments: who });

    await community.says('grace', 'basic-training', '/nyamazisha');

    const [answer] = community.group('basic-training').fromBot;
    expect(answer).toContain('Tafadhali sema ni nani');
  });
});

describe('a group behind a command', () => {
  const where = { group: argument.group() };

  it.each([
    ['/mute north-area', 'by its short name'],
    ['/mute NORTH AREA', 'by its name in any case'],
    ['/mute North Area.', 'with a full stop'],
  ])('is found: %s (%s)', async (text) => {
    const { community, given } = await withMute({ arguments: where });

    await community.tellsBot('sameer', text);

    expect(given).toMatchObject([{ group: { key: 'north-area' } }]);
  });

  it('is suggested where it was mistyped', async () => {
    const { community } = await withMute({ arguments: where });

    await community.tellsBot('sameer', '/mute nort area');

    expect(community.phone('sameer').latest).toContain('Did you mean North Area?');
  });

  it('is never suggested where members are not to find it', async () => {
    const { community } = await withMute({ arguments: where }, { scene: { ...sceneWithHidden } });

    await community.tellsBot('ana', '/mute secret plan');

    expect(community.phone('ana').latest).not.toContain('Secret Plans');
  });
});

const sceneWithHidden = {
  community: { key: 'small', name: 'Small' },
  people: { ana: {} },
  groups: { hidden: { name: 'Secret Plans', listed: false, members: ['ana'] } },
};

describe('what is written behind a command', () => {
  it('is read in the words of any language, and in its digits', async () => {
    const { community, given } = await withMute({ arguments: { time: argument.duration() } });

    for (const text of [
      '2h',
      '30 minutes',
      'siku 2',
      '2 siku',
      '٣ ساعات',
      '1h30',
      '90 s',
      'wiki 1',
    ]) {
      await community.tellsBot('sameer', `mute ${text}`);
    }

    expect(given.map(({ time }) => Number(time) / 60_000)).toEqual([
      120, 30, 2880, 2880, 180, 90, 1.5, 10_080,
    ]);
  });

  it('may be left away where it is optional', async () => {
    const { community, given } = await withMute({
      arguments: {
        person: argument.person().optional(),
        time: argument.duration().optional(),
        why: argument.text().optional(),
      },
    });

    await community.says('grace', 'north-area', '/mute');
    await community.says('grace', 'north-area', '/mute 2h');
    await community.says('grace', 'north-area', '/mute @Ana because of\nthe noise');

    expect(given).toMatchObject([
      {},
      { time: 7_200_000 },
      { person: { name: 'Ana Reyes' }, why: 'because of\nthe noise' },
    ]);
  });

  it('is refused where it is too much', async () => {
    const { community, uses } = await withMute({ arguments: { time: argument.duration() } });

    await community.tellsBot('sameer', '/mute 2h quickly');

    expect(uses).toEqual([]);
    expect(community.phone('sameer').latest).toContain('I do not know what to do with quickly.');
  });

  it('is checked against the words and numbers that were declared', async () => {
    const { community, given } = await withMute({
      arguments: { how: argument.word(['softly', 'hard']), times: argument.number() },
    });

    await community.tellsBot('sameer', '/mute Softly ٣');
    await community.tellsBot('sameer', '/mute softely 3');
    await community.tellsBot('sameer', '/mute hard much');

    expect(given).toEqual([{ how: 'softly', times: 3 }]);
    const [near, number] = community.phone('sameer').fromBot;
    expect(near).toContain('Did you mean softly?');
    expect(number).toContain('I cannot use much as a number here.');
  });
});
