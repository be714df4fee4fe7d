import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { appealsWith, appealWords } from './appeals.js';

const QUESTION =
  'Why should your post come back?\n1. It was a mistake\n2. It was taken out of context';

async function community(): Promise<TestCommunity> {
  return testCommunity({ plugins: [appealsWith(await appealWords()).plugin] });
}

describe('a dialogue', () => {
  it('asks one thing after the other, and does what was decided at the end', async () => {
    await using north = await community();

    await north.tellsBot('ana', 'appeal');
    await north.tellsBot('ana', '1');
    await north.tellsBot('ana', 'I meant our own clinic');
    await north.tellsBot('ana', 'Yes!');

    expect(north.phone('ana').fromBot).toEqual([
      QUESTION,
      'Tell the admins in your own words.',
      'Shall I send it?',
      'Sent: mistake, I meant our own clinic.',
    ]);
    expect(north.failures).toEqual([]);
  });

  it('leaves nothing behind when it has ended', async () => {
    await using north = await community();

    for (const text of ['appeal', '1', 'my words', 'no']) await north.tellsBot('ana', text);
    await north.tellsBot('ana', 'yes');

    expect(north.phone('ana').latest).toBe('Nothing was sent.');
    expect(await north.store.list('appeals.dialogue.appeal', '')).toEqual([]);
    expect(await north.store.waiting()).toEqual([]);
  });

  it.each([
    ['a number', '2'],
    ['a number with what people put around it', ' 2.) '],
    ['a number in Arabic digits', '٢'],
    ['a number in Devanagari digits', '२'],
    ['a number as a key cap', '2️⃣'],
    ['the line of the option', '2. It was taken out of context'],
    ['the name of the option', 'it was taken out of context'],
    ['the name of the option in another language', 'Ilieleweka vibaya.'],
  ])('takes %s for an option', async (_, answer) => {
    await using north = await community();
    await north.tellsBot('ana', 'appeal');

    await north.tellsBot('ana', answer);

    expect(north.phone('ana').latest).toBe('Tell the admins in your own words.');
  });

  it.each(['yes', 'OK', 'ndiyo', 'أجل', 'Sawa.'])(
    'takes the word %s in any language',
    async (word) => {
      await using north = await community();
      for (const text of ['appeal', '1', 'my words']) await north.tellsBot('ana', text);

      await north.tellsBot('ana', word);

      expect(north.phone('ana').latest).toBe('Sent: mistake, my words.');
    },
  );

  it('takes no number where none is shown', async () => {
    await using north = await community();
    for (const text of ['appeal', '1', 'my words']) await north.tellsBot('ana', text);

    await north.tellsBot('ana', '1');

    expect(north.phone('ana').latest).toBe('Please answer yes or no: shall I send it?');
  });

  it('asks again for what its data does not allow', async () => {
    await using north = await community();
    for (const text of ['appeal', '1']) await north.tellsBot('ana', text);

    await north.tellsBot('ana', 'very '.repeat(60));

    expect(north.phone('ana').fromBot.slice(1)).toEqual([
      'Tell the admins in your own words.',
      'Tell the admins in your own words.',
    ]);
  });

  it('goes where the step says, and may skip what needs no asking', async () => {
    const { plugin } = appealsWith(await appealWords(), {
      first: ({ about }) => (about === 'your post' ? 'sure' : 'reason'),
    });
    await using north = await testCommunity({ plugins: [plugin] });

    await north.tellsBot('ana', 'appeal');

    expect(north.phone('ana').fromBot).toEqual(['Shall I send it?']);
  });

  it('begins anew when it is begun while it is open', async () => {
    await using north = await community();
    for (const text of ['appeal', '1']) await north.tellsBot('ana', text);

    await north.tellsBot('ana', 'appeal');

    expect(north.phone('ana').fromBot.at(-1)).toBe(QUESTION);
    await north.tellsBot('ana', '2');
    expect(north.phone('ana').latest).toBe('Tell the admins in your own words.');
  });

  it('talks with several people at once, with each about their own', async () => {
    await using north = await community();

    await north.tellsBot('ana', 'appeal');
    await north.tellsBot('baraka', 'appeal');
    await north.tellsBot('ana', '1');

    expect(north.phone('ana').latest).toBe('Tell the admins in your own words.');
    expect(north.phone('baraka').latest).toBe(QUESTION);
  });

  it('says nothing and does nothing where the plugin is switched off meanwhile', async () => {
    await using north = await testCommunity({
      plugins: [appealsWith(await appealWords()).plugin],
      options: { appeals: false },
    });

    await north.tellsBot('ana', 'appeal');

    expect(north.phone('ana').fromBot).toEqual([]);
  });
});
