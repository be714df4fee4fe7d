import { readWording, type TestCommunity, testCommunity, type Wording } from '@kapwa/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { onboarding } from '../src/index.js';

let say: Wording;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'onboarding');
});

const begin = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  testCommunity({ plugins: [onboarding], options: { onboarding: options }, ...more });

const reasons = (community: TestCommunity) => community.findings.map(({ reason }) => reason);

describe('the agreement to the rules', () => {
  it.each(['ndiyo', 'NDIYO!', 'yes', 'نعم', 'ok', '👍', '👍🏿'])(
    'is given with %s',
    async (answer) => {
      await using community = await begin();
      await community.joins('juma', 'north-area');
      await community.tellsBot('juma', 'sw');

      await community.tellsBot('juma', answer);

      expect(community.phone('juma').latest).toBe(say('sw', 'rules.agreed'));
      expect(reasons(community)).toEqual(['welcome', 'language', 'agreed']);
    },
  );

  it.each(['hapana', 'no', 'yes but not the second', 'who made these?'])(
    'is not taken from %s: it is asked for once more',
    async (answer) => {
      await using community = await begin();
      await community.joins('juma', 'north-area');
      await community.tellsBot('juma', 'sw');

      await community.tellsBot('juma', answer);

      expect(community.phone('juma').latest).toContain(say('sw', 'rules.again'));
      expect(reasons(community)).not.toContain('agreed');
    },
  );

  it('is asked for once: afterwards the bot leaves people alone', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');
    await community.tellsBot('juma', 'sw');
    await community.tellsBot('juma', 'ndiyo');
    const before = community.phone('juma').fromBot.length;

    await community.restarts();
    await community.tellsBot('juma', 'ndiyo');
    await community.tellsBot('juma', 'Good morning');
    await community.passes('30 days');

    expect(community.phone('juma').fromBot).toHaveLength(before);
  });

  it('is not asked for where a community does not want it, or has no rules', async () => {
    await using unwanted = await begin({ askAgreement: false });
    await using without = await begin({}, { community: { rules: [] } });

    for (const community of [unwanted, without]) {
      await community.joins('juma', 'north-area');
      await community.tellsBot('juma', 'sw');
    }

    expect(unwanted.phone('juma').latest).toBe(say('sw', 'language.set'));
    expect(without.phone('juma').latest).toBe(say('sw', 'language.set'));
  });
});
