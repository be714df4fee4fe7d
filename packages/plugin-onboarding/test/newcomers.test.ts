import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createEmbeddedStore, definePlugin, localesIn } from '@kapwa/core';
import { readWording, type TestCommunity, testCommunity, type Wording } from '@kapwa/testing';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
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

    for (const person of Object.keys({ ana: 1, baraka: 1, grace: 1, sameer: 1 })) {
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

describe('an open question', () => {
  it('does not catch what is meant for another: the question stays open', async () => {
    await using community = await testCommunity({ plugins: [onboarding, await guide()] });
    await community.joins('juma', 'north-area');

    await community.tellsBot('juma', 'guide');
    // The question comes back behind the answer, once.
    expect(community.phone('juma').fromBot.at(-2)).toBe('Here is the guide.');
    await community.tellsBot('juma', '3');
    expect(community.phone('juma').latest).toContain(say('sw', 'rules.ask'));
    await community.tellsBot('juma', '/guide');
    expect(community.phone('juma').fromBot.at(-2)).toBe('Here is the guide.');
    await community.tellsBot('juma', '/guide');

    expect(community.phone('juma').latest).toBe('Here is the guide.');
  });

  it('is answered in private only, not by what somebody says in a group', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');

    await community.says('juma', 'north-area', '3');

    expect(community.phone('juma').fromBot).toHaveLength(1);
    expect(community.group('north-area').fromBot).toEqual([]);
  });

  it('of one person is not answered by another', async () => {
    await using community = await begin();
    await community.joins('juma', 'north-area');
    await community.joins('amina', 'north-area');

    await community.tellsBot('amina', 'العربية');

    expect(community.phone('amina').latest).toContain(say('ar', 'language.set'));
    expect(community.phone('juma').fromBot).toHaveLength(1);
  });
});

/** A plugin with a command of its own, as any other plugin may have. */
async function guide() {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-guide-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'en'));
  const strings = { words: { guide: 'guide' }, answer: 'Here is the guide.' };
  await writeFile(join(folder, 'en', 'guide.json'), JSON.stringify(strings));
  return definePlugin({
    name: 'guide',
    options: z.object({}),
    locales: localesIn(pathToFileURL(`${folder}/`)),
    setup(scope) {
      scope.command('guide', { words: 'words.guide' }, (context) => {
        context.say({ person: context.actor?.person.id ?? '' }, 'answer', {});
        return 'handled';
      });
    },
  });
}
