import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { onboarding } from '../src/index.js';

const LANGUAGES = [
  '1. English',
  '2. Filipino (Tagalog)',
  '3. Kiswahili',
  '4. हिन्दी',
  // Isolated, so that the number stays in front of it.
  '5. \u2068العربية\u2069',
  '6. Español',
  '7. Français',
].join('\n');

const ASK = `Which language would you like? Answer with its number or its name.\n${LANGUAGES}`;
const ASK_AGAIN = `Sorry, I did not understand which language you would like. Please answer with a number or a name from this list:\n${LANGUAGES}`;
const SET = 'From now on I write to you in English. To change the language, send LANGUAGE.';
const RULES = [
  'These are the rules of Community Health Workers:',
  '1. Be kind and respectful to everybody.',
  '2. Write nothing here by which a patient could be recognised.',
  '3. Send invite links in private messages only.',
  '',
  'If you have read them and agree, please answer YES.',
].join('\n');
const RULES_AGAIN =
  'Please read the rules and answer YES if you agree. To see them again, send RULES.';
const AGREED =
  'Thank you, it is good to have you with us. To see the rules again, send RULES. To change the language, send LANGUAGE.';

const plugins = [onboarding];

/** What the bot says to Amina when she writes this. */
async function answerTo(community: TestCommunity, text: string): Promise<readonly string[]> {
  const before = community.phone('amina').fromBot.length;
  await community.tellsBot('amina', text);
  return community.phone('amina').fromBot.slice(before);
}

describe('somebody new', () => {
  it('is welcomed in one message, chooses a language, and reads the rules in it', async () => {
    await using north = await testCommunity({ plugins });

    await north.joins('amina', 'north-area');

    const { fromBot } = north.phone('amina');
    expect(fromBot).toHaveLength(1);
    expect(fromBot[0]).toContain('Welcome to North Area, part of Community Health Workers.');
    expect(fromBot[0]).toContain(ASK);
    expect(north.group('north-area').fromBot).toEqual([]);
    expect(await answerTo(north, 'english')).toEqual([`${SET}\n\n${RULES}`]);
    expect(await answerTo(north, 'Yes.')).toEqual([AGREED]);
    expect(north.findings.map(({ reason }) => reason)).toEqual(['welcome', 'language', 'agreed']);
    expect(north.failures).toEqual([]);
  });

  it('is welcomed as soon as they send START, where the bot may not write first', async () => {
    await using north = await testCommunity({ plugins, mustWriteFirst: true });
    await north.joins('amina', 'north-area');
    expect(north.phone('amina').fromBot).toEqual([]);
    await north.passes('2 days');

    const [welcome = '', ...more] = await answerTo(north, 'START');
    expect(welcome).toContain('Welcome to North Area');
    expect(welcome).toContain(ASK);
    expect(more).toEqual([]);
    expect(await answerTo(north, '1')).toEqual([`${SET}\n\n${RULES}`]);
    expect(await answerTo(north, 'yes')).toEqual([AGREED]);
  });

  it('is welcomed when they send START before they join', async () => {
    await using north = await testCommunity({ plugins, mustWriteFirst: true });
    const [welcome = '', ...more] = await answerTo(north, 'START');

    expect(welcome).toContain('Welcome to Community Health Workers');
    expect(more).toEqual([]);
    const [hello = '', question] = await answerTo(north, 'start');
    expect(hello).toContain('Send HELP');
    expect(question).toBe(ASK);
  });

  it('is welcomed when they write before they join, and not once more when they join', async () => {
    await using north = await testCommunity({ plugins });

    const [welcome] = await answerTo(north, 'hello');
    await north.joins('amina', 'north-area');

    expect(welcome).toContain('Welcome to Community Health Workers.');
    expect(north.phone('amina').fromBot).toHaveLength(1);
  });

  it.each([
    ['its number', '3'],
    ['its number in Arabic digits', '٣'],
    ['its name', 'kiswahili'],
    ['its English name', 'Swahili'],
    ['its tag', 'sw'],
  ])('chooses a language by %s', async (_, answer) => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');

    const [said] = await answerTo(north, answer);

    expect(said).toContain('Kuwa mwema na heshimu kila mtu.');
  });

  it('is asked once more for what is no language, and for what is no clear yes', async () => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');

    expect(await answerTo(north, 'what is this?')).toEqual([ASK_AGAIN]);
    await north.tellsBot('amina', '1');

    expect(await answerTo(north, 'maybe')).toEqual([RULES_AGAIN]);
    expect(await answerTo(north, '1')).toEqual([RULES_AGAIN]);
    expect(await answerTo(north, '👍🏾')).toEqual([AGREED]);
  });

  it('is left in peace after STOP, and after nobody understood them for a while', async () => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');

    await north.tellsBot('amina', 'acha');

    expect(await answerTo(north, '1')).toEqual([]);
  });

  it('is told what is asked when they send HELP', async () => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');
    await north.tellsBot('amina', '1');

    expect(await answerTo(north, 'help')).toEqual([
      `${RULES}\n\nTo leave this without an answer, send STOP.`,
    ]);
  });

  it('may answer days later, and after a restart', async () => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');

    await north.passes('5 days');
    await north.restarts();

    expect(await answerTo(north, '1')).toEqual([`${SET}\n\n${RULES}`]);
  });

  it('is asked only what the community wants to know', async () => {
    await using silent = await testCommunity({
      plugins,
      options: { onboarding: { askLanguage: false, askAgreement: false } },
    });
    await using rules = await testCommunity({
      plugins,
      options: { onboarding: { askLanguage: false } },
    });

    await silent.joins('amina', 'success-stories');
    await rules.joins('amina', 'success-stories');

    expect(silent.phone('amina').latest).not.toContain('Which language');
    expect(silent.phone('amina').latest).not.toContain('These are the rules');
    expect(await answerTo(silent, 'yes')).toEqual([]);
    expect(rules.phone('amina').latest).toContain(RULES);
    expect(await answerTo(rules, 'I agree')).toEqual([AGREED]);
  });
});

describe('the command LANGUAGE', () => {
  it('asks again at any time, and does not ask twice for agreement', async () => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');
    for (const text of ['1', 'yes']) await north.tellsBot('amina', text);

    expect(await answerTo(north, 'language')).toEqual([ASK]);
    expect(await answerTo(north, 'Filipino')).toHaveLength(1);
    expect(north.phone('amina').latest).not.toContain('1. ');
  });

  it('in the middle of the rules shows them in the new language', async () => {
    await using north = await testCommunity({ plugins });
    await north.joins('amina', 'north-area');
    await north.tellsBot('amina', '1');

    expect(await answerTo(north, 'lang')).toEqual([ASK]);
    const [said] = await answerTo(north, 'Kiswahili');

    expect(said).toContain('Kuwa mwema na heshimu kila mtu.');
    expect(await answerTo(north, 'ndiyo')).toHaveLength(1);
    expect(north.findings.at(-1)).toMatchObject({ reason: 'agreed', who: 'amina' });
  });
});
