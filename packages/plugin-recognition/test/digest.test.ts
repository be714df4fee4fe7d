import { readWording, testCommunity } from '@kapwa/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { recognition } from '../src/index.js';

const FRIDAY_16 = '2027-03-05T16:00+03:00';
const THANKS = 'Thank you @Baraka for staying with the family all night';

let say: Awaited<ReturnType<typeof readWording>>;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'recognition');
});

const begin = (options: Readonly<Record<string, unknown>> = {}) =>
  testCommunity({ plugins: [recognition], options: { recognition: options } });

describe('the thanks of the week', () => {
  it('are told on Friday afternoon, in the languages of the group', async () => {
    await using community = await begin();
    await community.says('ana', 'north-area', THANKS);
    const before = community.group('north-area').fromBot.length;

    await community.turnsTo(Date.parse(FRIDAY_16) - 1);
    expect(community.group('north-area').fromBot).toHaveLength(before);
    await community.turnsTo(FRIDAY_16);

    const digest = community.group('north-area').messages.at(-1);
    const values = { count: 1, group: 'North Area' };
    expect(digest?.text).toContain(say('en', 'digest.title', values));
    expect(digest?.text).toContain(say('sw', 'digest.title', values));
    expect(digest?.text).toContain(say('en', 'digest.people', { people: '@Baraka Mwangi' }));
    expect(digest?.mentions).toEqual(['baraka']);
  });

  it('name everybody once, by the alphabet: nobody can tell who was thanked most', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');
    await community.says('ana', 'north-area', 'Thanks @Juma for the work at the clinic');
    await community.says('baraka', 'north-area', 'Thanks @Juma for the help with the forms');
    await community.says('baraka', 'north-area', 'Thanks @Ana for the help with the forms');

    await community.turnsTo(FRIDAY_16);

    const digest = community.group('north-area').fromBot.at(-1) ?? '';
    expect(digest).toContain(say('en', 'digest.people', { people: '@Ana Reyes and @Juma Otieno' }));
    expect(digest).toContain(say('en', 'digest.title', { count: 3, group: 'North Area' }));
    expect(digest.match(/Juma/g)).toHaveLength(2);
  });

  it('are told in the group where they were said, and nowhere else', async () => {
    await using community = await begin();
    await community.says('ana', 'north-area', THANKS);

    await community.turnsTo(FRIDAY_16);

    expect(community.group('announcements').fromBot).toEqual([]);
    expect(community.group('medical-supplies').fromBot).toEqual([]);
  });

  it('are not mentioned in a week without any, nor told twice in the next', async () => {
    await using community = await begin();
    await community.says('ana', 'north-area', THANKS);
    await community.turnsTo(FRIDAY_16);
    const told = community.group('north-area').fromBot.length;

    await community.passes('3 weeks');

    expect(community.group('north-area').fromBot).toHaveLength(told);
  });

  it('are told once although the bot is restarted at that very time', async () => {
    await using community = await begin();
    await community.says('ana', 'north-area', THANKS);
    await community.turnsTo(FRIDAY_16);

    await community.restarts();
    await community.passes('1 day');

    const digests = community.actions.filter(({ reason }) => reason === 'digest');
    expect(digests).toHaveLength(1);
  });

  it('come when the community wants them, or never', async () => {
    await using early = await begin({ digest: { day: 'tuesday', at: '09:30' } });
    await using never = await begin({ digest: false });
    for (const community of [early, never]) await community.says('ana', 'north-area', THANKS);

    await early.turnsTo('2027-03-02T09:30+03:00');
    await never.passes('2 weeks');

    expect(early.group('north-area').fromBot).toHaveLength(2);
    expect(never.group('north-area').fromBot).toHaveLength(1);
  });

  it('wait for the end of quiet hours', async () => {
    await using community = await begin({ digest: { day: 'friday', at: '22:00' } });
    await community.says('ana', 'north-area', THANKS);

    await community.turnsTo('2027-03-06T05:59+03:00');
    expect(community.group('north-area').fromBot).toHaveLength(1);
    await community.turnsTo('2027-03-06T06:00+03:00');

    expect(community.group('north-area').fromBot).toHaveLength(2);
  });
});
