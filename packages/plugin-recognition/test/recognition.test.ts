import { healthWorkers, readWording, testCommunity } from '@kapwa/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { recognition } from '../src/index.js';

const THANKS = 'Thank you @Baraka for staying with the family all night';

let say: Awaited<ReturnType<typeof readWording>>;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'recognition');
});

const begin = (options: Readonly<Record<string, unknown>> = {}) =>
  testCommunity({ plugins: [recognition], options: { recognition: options } });

describe('thanks that name somebody and say what for', () => {
  it('are repeated to the group in its languages, and notify the one who is thanked once', async () => {
    await using community = await begin();

    const message = await community.says('ana', 'north-area', THANKS);

    const [answer] = community.group('north-area').messages.slice(-1);
    const english = say('en', 'line', { giver: 'Ana Reyes', receivers: '@Baraka Mwangi' });
    const swahili = say('sw', 'line', { giver: 'Ana Reyes', receivers: 'Baraka Mwangi' });
    expect(answer).toMatchObject({
      from: 'kapwa',
      text: `${english}\n\n${swahili}`,
      mentions: ['baraka'],
      replyTo: message,
    });
    expect(community.findings).toMatchObject([
      { plugin: 'recognition', reason: 'thanks', who: 'ana', group: 'north-area' },
    ]);
  });

  it.each([
    ['Asante sana @Ana kwa kufundisha kikundi kipya', 'in Swahili'],
    ['Maraming salamat @Ana sa pagtulong mo sa klinika', 'in Filipino'],
    ['شكرا جزيلا @Ana على مساعدتك لنا اليوم', 'in Arabic'],
    ['kudos to @Ana who found the missing vaccines', 'in other words'],
    ['@Ana you carried the boxes to the clinic, THANK YOU!', 'at the end, loudly'],
  ])('are understood: %s (%s)', async (text) => {
    await using community = await begin();

    await community.says('baraka', 'north-area', text);

    expect(community.findings.map(({ reason }) => reason)).toEqual(['thanks']);
    expect(community.group('north-area').fromBot).toHaveLength(1);
  });

  it('may thank several at once: all are named, as the languages list them', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');

    await community.says(
      'ana',
      'north-area',
      'Thanks @Baraka @Juma @Grace for the work at the clinic',
    );

    const [answer] = community.group('north-area').messages.slice(-1);
    expect(answer?.mentions).toEqual(['baraka', 'juma', 'grace']);
    expect(answer?.text).toContain('@Baraka Mwangi, @Juma Otieno, and @Grace Wanjiru');
    expect(answer?.text).toContain('Baraka Mwangi, Juma Otieno na Grace Wanjiru');
  });

  it('are answered at once, in the night, too', async () => {
    await using community = await testCommunity({
      plugins: [recognition],
      start: '2027-03-01T23:30+03:00',
    });

    await community.says('ana', 'north-area', THANKS);

    expect(community.group('north-area').fromBot).toHaveLength(1);
  });
});

describe('thanks that are not counted', () => {
  it.each([
    ['no-reason', 'Thanks @Baraka'],
    ['no-reason', 'Thank you so much @Baraka!!'],
    ['self-thanks', 'Thank you @Ana for the good work today'],
  ])('are put on record as %s, and nothing is posted: %s', async (reason, text) => {
    await using community = await begin();

    await community.says('ana', 'north-area', text);

    expect(community.findings.map((finding) => finding.reason)).toEqual([reason]);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it.each([
    'Good morning @Baraka, are you coming to the clinic today?',
    'Thank you all for the good work today',
    'I met @Baraka at the clinic this morning',
  ])('are none at all: %s', async (text) => {
    await using community = await begin();

    await community.says('ana', 'north-area', text);

    expect(community.findings).toEqual([]);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('are those to oneself among thanks to others', async () => {
    await using community = await begin();

    await community.says('ana', 'north-area', 'Thanks @Ana @Baraka for the work at the clinic');

    expect(community.group('north-area').messages.at(-1)?.mentions).toEqual(['baraka']);
  });

  it('are the second to the same person on one day; the next day counts again', async () => {
    await using community = await begin();
    await community.says('ana', 'north-area', THANKS);

    await community.passes('3 hours');
    await community.says('ana', 'north-area', 'Thanks @Baraka for the help with the vaccines');
    expect(community.group('north-area').fromBot).toHaveLength(1);
    expect(community.findings.at(-1)?.reason).toBe('again-today');
    await community.passes('1 day');
    await community.says('ana', 'north-area', 'Thanks @Baraka for the help with the forms');

    expect(community.group('north-area').fromBot).toHaveLength(2);
  });

  it('are those beyond five a day, over all groups, by whomever they are to', async () => {
    const names = ['Bea', 'Cid', 'Dan', 'Eve', 'Flo', 'Gus'];
    const people = Object.fromEntries(names.map((name) => [name.toLowerCase(), { name }]));
    const { groups } = healthWorkers;
    const north = { ...groups['north-area'], members: ['ana', ...Object.keys(people)] };
    const scene = {
      ...healthWorkers,
      people: { ...healthWorkers.people, ...people },
      groups: { ...groups, 'north-area': north },
    };
    await using community = await testCommunity({ plugins: [recognition], scene });

    for (const name of names) {
      await community.says('ana', 'north-area', `Thanks @${name} for the work at the clinic`);
    }

    const reasons = community.findings.map(({ reason }) => reason);
    expect(reasons).toEqual([...Array(5).fill('thanks'), 'enough-today']);
    expect(community.group('north-area').fromBot).toHaveLength(5);
  });

  it('are those said to the bot in private', async () => {
    await using community = await begin();

    await community.tellsBot('ana', 'Thank you for reminding us all of the rules');

    expect(community.findings).toEqual([]);
    expect(community.phone('ana').fromBot).toEqual([]);
  });

  it('are counted once although the bot is restarted and hears of them again', async () => {
    await using community = await begin();
    await community.says('ana', 'north-area', THANKS);

    await community.restarts();
    await community.passes('1 hour');

    expect(community.group('north-area').fromBot).toHaveLength(1);
  });
});
