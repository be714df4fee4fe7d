import { healthWorkers, readWording, testCommunity, type Wording } from '@kapwa/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { conduct } from '../src/index.js';

const NAME = 'Community Health Workers';
const MONDAY_9 = '2027-03-08T09:00+03:00';

let say: Wording;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'conduct');
});

const begin = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  testCommunity({ plugins: [conduct], options: { conduct: options }, ...more });

describe('the rules', () => {
  it('are shown in a group, to the one who asked, in the leading language of the group', async () => {
    await using community = await begin();

    const question = await community.says('baraka', 'basic-training', '/rules');

    const [answer] = community.group('basic-training').messages.slice(-1);
    expect(answer?.replyTo).toBe(question);
    expect(answer?.text.split('\n')).toEqual([
      say('sw', 'rules.title', { community: NAME }),
      '1. Kuwa mwema na heshimu kila mtu.',
      '2. Usiandike hapa chochote kinachoweza kumtambulisha mgonjwa.',
      '3. Tuma viungo vya mwaliko kwa ujumbe wa faragha tu.',
    ]);
  });

  it.each(['rules', '/rules', 'Rules.', 'kanuni', 'القواعد'])(
    'are shown in private to who writes %s',
    async (word) => {
      await using community = await begin();

      await community.tellsBot('ana', word);

      const [answer = ''] = community.phone('ana').fromBot;
      expect(answer.split('\n')[0]).toBe(say('en', 'rules.title', { community: NAME }));
      expect(answer).toContain('3. Send invite links in private messages only.');
    },
  );

  it('are shown in the language of the person, each rule in the nearest that it is written in', async () => {
    const people = { ...healthWorkers.people, ana: { name: 'Ana Reyes', language: 'fil' } };
    await using community = await begin({}, { scene: { ...healthWorkers, people } });

    await community.tellsBot('ana', 'rules');

    expect(community.phone('ana').latest.split('\n')).toEqual([
      say('fil', 'rules.title', { community: NAME }),
      '1. Maging mabait at magalang sa lahat.',
      '2. Write nothing here by which a patient could be recognised.',
      '3. Send invite links in private messages only.',
    ]);
  });

  it('are said to be missing where a community has written none', async () => {
    await using community = await begin({}, { community: { rules: [] } });

    await community.tellsBot('ana', 'rules');

    expect(community.phone('ana').fromBot).toEqual([say('en', 'rules.none', { community: NAME })]);
  });

  it('are not shown to who only talks about them', async () => {
    await using community = await begin();

    await community.says('ana', 'north-area', 'We should follow the rules');
    await community.tellsBot('ana', 'what are the rules about photos');

    expect(community.group('north-area').fromBot).toEqual([]);
    expect(community.phone('ana').fromBot).toEqual([]);
  });
});

describe('the reminder', () => {
  const reminders = (texts: readonly string[]) => texts.map((text) => text.split('\n\n'));
  const english = (rule: string) => say('en', 'reminder', { rule });
  const swahili = (rule: string) => say('sw', 'reminder', { rule });

  it('repeats one rule a week where announcements are made, in both their languages', async () => {
    await using community = await begin();

    await community.turnsTo(Date.parse(MONDAY_9) - 1);
    expect(community.group('announcements').fromBot).toEqual([]);
    await community.turnsTo(MONDAY_9);
    await community.passes('3 weeks');

    expect(reminders(community.group('announcements').fromBot)).toEqual([
      [english('Be kind and respectful to everybody.'), swahili('Kuwa mwema na heshimu kila mtu.')],
      [
        english('Write nothing here by which a patient could be recognised.'),
        swahili('Usiandike hapa chochote kinachoweza kumtambulisha mgonjwa.'),
      ],
      [
        english('Send invite links in private messages only.'),
        swahili('Tuma viungo vya mwaliko kwa ujumbe wa faragha tu.'),
      ],
      [english('Be kind and respectful to everybody.'), swahili('Kuwa mwema na heshimu kila mtu.')],
    ]);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('sets a rule apart that is written in the other direction', async () => {
    await using community = await begin({ reminder: { kinds: ['general'] } });

    await community.turnsTo('2027-03-08T12:00+02:00');
    await community.passes('1 week');

    expect(community.group('cairo-team').fromBot).toEqual([
      say('ar', 'reminder', { rule: 'كن لطيفًا ومحترمًا مع الجميع.' }),
      say('ar', 'reminder', {
        rule: 'Write nothing here by which a patient could be recognised.',
      }),
    ]);
  });

  it("comes at the time on the clock of the group's own country", async () => {
    await using community = await begin({ reminder: { kinds: ['general'] } });

    await community.turnsTo('2027-03-08T09:00+03:00');
    expect(community.group('north-area').fromBot).toHaveLength(1);
    expect(community.group('cairo-team').fromBot).toHaveLength(0);
    await community.turnsTo('2027-03-08T09:00+02:00');

    expect(community.group('cairo-team').fromBot).toHaveLength(1);
  });

  it('waits for the end of quiet hours', async () => {
    await using community = await begin({ reminder: { at: '04:30' } });

    await community.turnsTo('2027-03-08T05:59+03:00');
    expect(community.group('announcements').fromBot).toEqual([]);
    await community.turnsTo('2027-03-08T06:00+03:00');

    expect(community.group('announcements').fromBot).toHaveLength(1);
  });

  it('comes once although the bot is restarted around it, and goes on with the next rule', async () => {
    await using community = await begin();

    await community.turnsTo(Date.parse(MONDAY_9) - 1);
    await community.restarts();
    await community.turnsTo(MONDAY_9);
    await community.restarts();
    await community.passes('1 hour');
    expect(community.group('announcements').fromBot).toHaveLength(1);
    await community.passes('1 week');

    const [first, second] = community.group('announcements').fromBot;
    expect(second).not.toBe(first);
  });

  it('comes late by hours rather than not at all when the bot was down', async () => {
    await using community = await begin();

    await community.restarts(() => community.world.clock.set(Date.parse(MONDAY_9) + 7_200_000));

    expect(community.group('announcements').fromBot).toHaveLength(1);
  });

  it('never comes where a community does not want it, or has no rules', async () => {
    await using unwanted = await begin({ reminder: false });
    await using without = await begin({}, { community: { rules: [] } });

    for (const community of [unwanted, without]) await community.passes('3 weeks');

    expect(unwanted.group('announcements').fromBot).toEqual([]);
    expect(without.group('announcements').fromBot).toEqual([]);
  });
});
