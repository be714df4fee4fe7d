import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedStore } from '@kapwa/core';
import { readWording, type TestCommunity, testCommunity, type Wording } from '@kapwa/testing';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { onboarding } from '../src/index.js';

const NAME = 'Community Health Workers';
const SWAHILI_RULES = [
  '1. Kuwa mwema na heshimu kila mtu.',
  '2. Usiandike hapa chochote kinachoweza kumtambulisha mgonjwa.',
  '3. Tuma viungo vya mwaliko kwa ujumbe wa faragha tu.',
];

let say: Wording;
beforeAll(async () => {
  say = await readWording(new URL('../locales/', import.meta.url), 'onboarding');
});

const begin = (options: Readonly<Record<string, unknown>> = {}, more = {}) =>
  testCommunity({ plugins: [onboarding], options: { onboarding: options }, ...more });

const reasons = (community: TestCommunity) => community.findings.map(({ reason }) => reason);

describe('the choice of a language', () => {
  it.each([
    ['3', 'a number'],
    ['٣', 'a number in Arabic digits'],
    ['३', 'a number in Hindi digits'],
    ['Kiswahili', 'its own name'],
    ['swahili', 'its English name'],
    ['sw', 'its tag'],
  ])('is answered with %s (%s), and the rules follow in that language', async (answer) => {
    await using community = await begin();
    await community.joins('juma', 'north-area');

    await community.tellsBot('juma', answer);

    const { latest } = community.phone('juma');
    expect(latest).toContain(say('sw', 'language.set'));
    expect(latest).toContain(say('sw', 'rules.intro', { community: NAME }));
    for (const rule of SWAHILI_RULES) expect(latest).toContain(rule);
    expect(latest).toContain(say('sw', 'rules.ask'));
    expect(reasons(community)).toContain('language');
  });

  it('is asked once more, with the menu, where the answer names none', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');

    await community.tellsBot('juma', 'the one of my village');

    const { latest } = community.phone('juma');
    expect(latest).toContain(say('en', 'language.again'));
    expect(latest).toContain('3. Kiswahili');
  });

  it('waits for days, over a restart, without asking again by itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kapwa-onboarding-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    await using community = await begin({}, { store: () => createEmbeddedStore(folder) });
    await community.joins('juma', 'north-area');

    await community.passes('2 days');
    await community.restarts();
    await community.passes('1 day');
    expect(community.phone('juma').fromBot).toHaveLength(1);
    await community.tellsBot('juma', '3');

    expect(community.phone('juma').latest).toContain(say('sw', 'language.set'));
  });

  it('can be made anew later, with a word for it in any language', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');
    await community.tellsBot('juma', '3');
    await community.tellsBot('juma', 'ndiyo');

    await community.tellsBot('juma', 'language');
    expect(community.phone('juma').latest).toContain(say('sw', 'language.ask'));
    await community.tellsBot('juma', '٥');

    expect(community.phone('juma').latest).toBe(say('ar', 'language.set'));
    await community.tellsBot('juma', 'اللغة');
    expect(community.phone('juma').latest).toContain(say('ar', 'language.ask'));
  });

  it('is not asked where everybody shares one language', async () => {
    await using community = await begin({}, { community: { languages: ['en'] } });

    await community.joins('juma', 'north-area');

    expect(community.phone('juma').latest).not.toContain(say('en', 'language.ask'));
    expect(community.phone('juma').latest).toContain(say('en', 'rules.ask'));
  });
});
