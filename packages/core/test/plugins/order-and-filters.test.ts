import { type AnyPlugin, createMemoryStore, type Filters, plain, type Store } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createListenerIndex } from '../../src/plugins/listener-index.js';
import { createWordIndex } from '../../src/plugins/word-index.js';
import { messageFrom, messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

function named(name: string, asked: string[], filters: Filters = {}): AnyPlugin {
  return pluginThat(name, (kit) => {
    kit.on('message.received', filters, () => void asked.push(name));
  });
}

/** A store whose reads take a moment, as those of a database do. */
function later(store: Store): Store {
  return { ...store, get: async (collection, key) => store.get(collection, key) };
}

async function order(plugins: (asked: string[]) => readonly AnyPlugin[]): Promise<string[]> {
  const asked: string[] = [];
  await using community = await testCommunity({ plugins: plugins(asked) });
  await community.says('ana', 'north-area', 'hello');
  return asked;
}

describe('listeners of one phase', () => {
  it('run by the names of their plugins, whatever order these were loaded in', async () => {
    const asked = await order((into) => ['c', 'a', 'b'].map((name) => named(name, into)));

    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('run before and after those they name', async () => {
    const asked = await order((into) => [
      named('a', into, { after: ['c'] }),
      named('b', into),
      named('c', into),
      named('d', into, { before: ['b'] }),
    ]);

    expect(asked).toEqual(['c', 'a', 'd', 'b']);
  });

  it('take no notice of names nobody has', async () => {
    const asked = await order((into) => [
      named('b', into, { before: ['weather'] }),
      named('a', into, { after: ['weather'] }),
    ]);

    expect(asked).toEqual(['a', 'b']);
  });

  it('cannot go in a circle: the kit does not start, and names them', async () => {
    const plugins = [named('a', [], { after: ['b'] }), named('b', [], { after: ['a'] })];

    await expect(testCommunity({ plugins })).rejects.toThrow(
      'a, b want to come before one another in a circle',
    );
  });
});

describe('a listener that is only for messages with a link', () => {
  it.each([
    ['https://example.org', true],
    ['look at www.example.org please', true],
    ['join chat.whatsapp.com/AbC123 now', true],
    ['t.me/group', true],
    ['see example.org.', true],
    ['مثال.إختبار/صفحة', true],
    ['good morning. How are you?', false],
    ['it costs 3.50', false],
    ['e.g. this', false],
    ['', false],
  ])('"%s": %s', async (text, expected) => {
    const asked = await (async () => {
      const into: string[] = [];
      const index = createListenerIndex();
      const run = () => void into.push('x');
      index.add('message.received', {
        plugin: 'x',
        phase: 'react',
        filters: { hasLink: true },
        run,
      });
      return index.match(messageIn('north', text), undefined);
    })();

    expect(asked.length > 0).toBe(expected);
  });
});

describe('a listener that is only for those of whom something is kept', () => {
  const asked: string[] = [];
  const waiting = pluginThat('waiting', (kit) => {
    const questions = kit.collection('questions', { lane: 'person', schema: z.string() });
    const kept = { collection: questions, key: 'open' };
    kit.on('message.received', { phase: 'screen', words: ['ask me'] }, (context) => {
      context.records(questions).set('open', 'How many?');
    });
    kit.on('message.received', { phase: 'react', direct: true, kept }, (context, event) => {
      asked.push(event.text);
      if (event.text === 'enough') context.records(questions).remove('open');
    });
  });

  it.each([
    ['whose store answers at once', (store: Store) => store],
    ['whose store takes its time', later],
  ])('hears nobody else, in a kit %s', async (_, as) => {
    asked.length = 0;
    const { kit } = await hostedKit({ plugins: [waiting], store: as(createMemoryStore()) });
    const say = (person: string, text: string) => kit.receive(messageFrom(person, text)).settled;

    await say('ana', 'one');
    await say('ana', 'ask me');
    await say('ana', 'two');
    await say('ben', 'three');
    await say('ana', 'enough');
    await say('ana', 'four');

    // What the plugin itself has just kept counts.
    expect(asked).toEqual(['ask me', 'two', 'enough']);
  });
});

describe('a listener that is only for some words', () => {
  it.each<[string, readonly string[], string, boolean]>([
    ['a word', ['thanks'], 'Many THANKS, Ana!', true],
    ['a part of a word', ['thanks'], 'Thanksgiving', false],
    ['a phrase', ['thank you'], 'I thank, you know', true],
    ['a phrase that is broken off', ['thank you'], 'I thank', false],
    ['a word with accents', ['gracias señora'], 'Gracias SEÑORA.', true],
    ['a word in Arabic', ['شكرا'], 'شكرا، يا أحمد', true],
    ['a word in a script without spaces', ['谢谢'], '真的谢谢你', true],
    ['no word at all', [''], 'anything', false],
  ])('hears %s', (_, words, text, expected) => {
    const index = createWordIndex([['me', words]]);

    expect(index.find(text).has('me')).toBe(expected);
  });

  it('hears every word it has named, wherever it stands', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.array(word), (words, around) => {
        const index = createWordIndex([['me', words]]);
        for (const one of words) {
          expect(index.find([...around, one, ...around].join(', ')).has('me')).toBe(true);
        }
      }),
    );
  });

  it('takes its words from a message in all languages at once', async () => {
    const heard: string[] = [];
    const locales = await temporaryLocales('thanks', {
      en: { words: 'thanks|thank you' },
      sw: { words: 'asante' },
    });
    const plugin = pluginThat(
      'thanks',
      (kit) => {
        kit.on('message.received', { words: 'words' }, (_, event) => void heard.push(event.text));
      },
      locales,
    );
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'asante sana');
    await community.says('ana', 'north-area', 'good morning');
    await community.says('ana', 'north-area', 'Thank you!');

    expect(heard).toEqual(['asante sana', 'Thank you!']);
  });

  it('keeps its place among those who take every word', async () => {
    const north = { group: 'north-area' };
    const says = (name: string, filters: Filters): AnyPlugin =>
      pluginThat(name, (kit) => {
        kit.on('message.received', filters, (context) => {
          context.perform({ kind: 'message.send', to: north, text: plain(name) });
        });
      });
    await using community = await testCommunity({
      plugins: [says('c', {}), says('b', { words: ['hello'] }), says('a', {})],
    });

    await community.says('ana', 'north-area', 'hello');

    expect(community.group('north-area').fromBot).toEqual(['a', 'b', 'c']);
  });
});
