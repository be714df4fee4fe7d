import { readWording, type TestCommunity, testCommunity, type Wording } from '@kapwa/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { onboarding } from '../src/index.js';

const NAME = 'Community Health Workers';

let say: Wording;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'onboarding');
});

const begin = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  testCommunity({ plugins: [onboarding], options: { onboarding: options }, ...more });

const reasons = (community: TestCommunity) => community.findings.map(({ reason }) => reason);

describe('somebody who joins a group', () => {
  it('is welcomed in one direct message, and nothing is posted in the group', async () => {
    await using community = await begin();

    await community.joins('juma', 'north-area');

    const [welcome = '', ...more] = community.phone('juma').fromBot;
    expect(more).toEqual([]);
    expect(welcome).toContain(say('en', 'welcome', { group: 'North Area', community: NAME }));
    expect(welcome).toContain(
      say('en', 'purpose', { purpose: 'Health workers of the northern villages.' }),
    );
    expect(welcome).toContain(say('en', 'language.ask'));
    expect(welcome).toContain('3. Kiswahili');
    expect(welcome).toContain(say('en', 'language.option', { number: 5, name: 'العربية' }));
    expect(community.group('north-area').messages).toEqual([]);
    expect(reasons(community)).toEqual(['welcome']);
  });

  it('is welcomed in the language of the group and in English, as nobody knows theirs', async () => {
    await using community = await begin();

    await community.joins('juma', 'basic-training');

    const values = { group: 'Basic Training', community: NAME };
    expect(community.phone('juma').latest).toContain(say('sw', 'welcome', values));
    expect(community.phone('juma').latest).toContain(say('en', 'welcome', values));
  });

  it('is welcomed once when they join two groups at once', async () => {
    await using community = await begin();

    await community.atOnce((world) => {
      world.join('juma', 'north-area');
      world.join('juma', 'basic-training');
    });

    expect(community.phone('juma').fromBot).toHaveLength(1);
  });

  it('is not welcomed again when they leave and come back', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');

    await community.leaves('juma', 'north-area');
    await community.passes('3 days');
    await community.joins('juma', 'north-area');

    expect(community.phone('juma').fromBot).toHaveLength(1);
  });

  it('is welcomed once although the bot is restarted right then', async () => {
    await using community = await begin();

    await community.restarts(() => void community.world.join('juma', 'north-area'));
    await community.restarts();

    expect(community.phone('juma').fromBot).toHaveLength(1);
  });

  it('is told apart from those who were there before the bot: they hear nothing', async () => {
    await using community = await begin();

    await community.passes('1 day');

    for (const person of ['ana', 'baraka', 'grace', 'sameer']) {
      expect(community.phone(person).fromBot).toEqual([]);
    }
  });

  it('is not asked for a language that the operator has told', async () => {
    await using community = await begin();
    await community.leaves('sameer', 'north-area');

    await community.joins('sameer', 'north-area');

    expect(community.phone('sameer').latest).not.toContain(say('en', 'language.ask'));
    expect(community.phone('sameer').latest).toContain(say('en', 'rules.ask'));
  });
});

describe('somebody who writes to the bot before anything else', () => {
  it('is welcomed to the community', async () => {
    await using community = await begin();

    await community.tellsBot('ravi', 'hello?');

    const [welcome = ''] = community.phone('ravi').fromBot;
    expect(welcome).toContain(say('en', 'welcome-community', { community: NAME }));
    expect(welcome).toContain('4. हिन्दी');
  });
});
