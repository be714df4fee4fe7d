import type { CommandSpec } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageFrom } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

const words = {
  en: { words: { rules: 'rules|rule', stop: 'stop' } },
  sw: { words: { rules: 'kanuni|sheria', stop: 'acha' } },
  es: { words: { rules: 'normas', stop: 'alto' } },
  ar: { words: { rules: 'القواعد', stop: 'قف' } },
  hi: { words: { rules: 'नियम', stop: 'रुको' } },
};

interface Used {
  readonly community: TestCommunity;
  readonly used: readonly string[];
}

async function withCommand(where?: CommandSpec['where']): Promise<Used> {
  const used: string[] = [];
  const locales = await temporaryLocales('guide', words);
  const plugin = pluginThat(
    'guide',
    (scope) => {
      const spec = { words: 'words.rules', ...(where === undefined ? {} : { where }) };
      scope.command('rules', spec, (_, use) => {
        used.push(use.rest === '' ? 'rules' : `rules: ${use.rest}`);
        return 'handled';
      });
      scope.command('stop', { words: 'words.stop' }, () => {
        used.push('stop');
        return 'handled';
      });
      scope.on('message.received', { phase: 'command' }, () => void used.push('not a command'));
    },
    locales,
  );
  return { community: await testCommunity({ plugins: [plugin] }), used };
}

describe('a command in a direct chat', () => {
  it.each([
    ['rules', 'the bare word'],
    ['RULES', 'in capitals'],
    ['rule', 'another word for it'],
    ['  rules.  ', 'with a full stop and spaces'],
    ['¿rules?'.slice(1), 'with a question mark'],
    ['\u200erules', 'behind a mark that a phone put there'],
    ['\u200e/rules', 'with a slash behind such a mark'],
    ['/rules', 'with a slash'],
    ['/rules@KapwaBot', 'with the name of the bot, as Telegram writes it'],
    ['ｒｕｌｅｓ', 'in wide letters'],
    ['/Rules', 'as a phone corrects it'],
    ['kanuni', 'in Swahili'],
    ['Sheria', 'in Swahili, another word'],
    ['normas', 'in Spanish'],
    ['القواعد', 'in Arabic'],
    ['القواعد؟', 'in Arabic, with its question mark'],
    ['/नियम', 'in Hindi, with a slash'],
    ['नियम।', 'in Hindi, with its full stop'],
  ])('is understood: %s (%s)', async (text) => {
    const { community, used } = await withCommand();

    await community.tellsBot('ana', text);

    expect(used).toEqual(['rules']);
    await community.stop();
  });

  it.each([
    ['rules please', 'a sentence that begins with the word'],
    ['what are the rules', 'a sentence that ends with it'],
    ['rulesx', 'a longer word'],
    ['', 'nothing, as with a picture'],
    ['/', 'a slash alone'],
    [`/${'rules'.repeat(20)}`, 'a very long word'],
    ['__proto__', 'a word that objects have'],
    ['/constructor', 'another word that objects have'],
  ])('is not seen in %s (%s)', async (text) => {
    const { community, used } = await withCommand();

    await community.kit.receive(messageFrom('ana', text)).settled;

    expect(used).toEqual(['not a command']);
    await community.stop();
  });

  it('gets what stands behind it, when it is written with a slash', async () => {
    const { community, used } = await withCommand();

    await community.tellsBot('ana', '/rules  2 and 3 ');

    expect(used).toEqual(['rules: 2 and 3']);
    await community.stop();
  });
});

describe('a command in a group', () => {
  it.each([
    ['/rules', ['rules']],
    ['@Kapwa rules', ['rules']],
    ['@Kapwa kanuni 2', ['rules: 2']],
    ['@Kapwa, rules', ['rules']],
    ['rules', ['not a command']],
    ['@Ana rules', ['not a command']],
    ['We have rules here', ['not a command']],
  ])('has to be meant for the bot: %s', async (text, expected) => {
    const { community, used } = await withCommand();

    await community.says('baraka', 'north-area', text);

    expect(used).toEqual(expected);
    await community.stop();
  });

  it('is no command where it is meant for direct chats only', async () => {
    const { community, used } = await withCommand('direct');

    await community.says('ana', 'north-area', '/rules');
    await community.tellsBot('ana', '/rules');

    expect(used).toEqual(['not a command', 'rules']);
    await community.stop();
  });

  it('is no command in a direct chat where it is meant for groups only', async () => {
    const { community, used } = await withCommand('group');

    await community.says('ana', 'north-area', '/rules');
    await community.tellsBot('ana', 'rules');

    expect(used).toEqual(['rules', 'not a command']);
    await community.stop();
  });
});

describe('two commands', () => {
  it('are told apart in every language at once, whatever the person speaks', async () => {
    const { community, used } = await withCommand();

    await community.tellsBot('ana', 'acha');
    await community.tellsBot('ana', 'قف');
    await community.tellsBot('ana', 'kanuni');

    expect(used).toEqual(['stop', 'stop', 'rules']);
    await community.stop();
  });
});
