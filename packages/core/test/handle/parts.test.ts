import { type AnyPlugin, createEmbeddedStore, plain } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../plugin-that.js';
import { temporaryFolder } from '../temporary-folder.js';

const north = { group: 'north-area' };

/** Answers every message with its name. */
function answers(name: string, text = `${name} says hello`): AnyPlugin {
  return pluginThat(name, (scope) => {
    scope.on('message.received', {}, (context) => {
      context.perform({ kind: 'message.send', to: north, text: plain(text) });
    });
  });
}

/** Asks for an answer, then throws, the given number of times. */
function breaks(times: number): AnyPlugin {
  let left = times;
  return pluginThat('fragile', (scope) => {
    scope.on('message.received', {}, async (context) => {
      context.perform({ kind: 'message.send', to: north, text: plain('fragile answers') });
      await Promise.resolve();
      left -= 1;
      if (left >= 0) throw new Error('it broke');
    });
  });
}

describe('a plugin that throws', () => {
  it('loses its own part; what the others asked for goes out', async () => {
    const plugins = [answers('early'), breaks(99), answers('late')];
    await using community = await testCommunity({ plugins, mayFail: true });

    await community.says('ana', 'north-area', 'hello');

    expect(community.group('north-area').fromBot).toEqual(['early says hello', 'late says hello']);
    expect(community.failures).toMatchObject([{ plugin: 'fragile', attempt: 1, dead: false }]);
  });

  it('is tried again alone, after a second and after half a minute', async () => {
    await using community = await testCommunity({
      plugins: [answers('steady'), breaks(2)],
      mayFail: true,
    });
    await community.says('ana', 'north-area', 'hello');

    await community.passes('1 second');
    expect(community.failures).toHaveLength(2);
    expect(community.group('north-area').fromBot).toEqual(['steady says hello']);
    await community.passes('30 seconds');

    expect(community.group('north-area').fromBot).toEqual(['steady says hello', 'fragile answers']);
    expect(await community.dead()).toEqual([]);
  });

  it('is given up after three tries: what it was about is kept for an operator', async () => {
    await using community = await testCommunity({ plugins: [breaks(99)], mayFail: true });

    await community.says('ana', 'north-area', 'hello');
    await community.passes('1 hour');

    expect(community.failures.map(({ attempt, dead }) => [attempt, dead])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(await community.dead()).toMatchObject([
      { plugin: 'fragile', reason: 'it broke', entry: { event: { text: 'hello' } } },
    ]);
    expect(await community.store.waiting()).toEqual([]);
  });

  it('does not stop its own lane, nor any other', async () => {
    await using community = await testCommunity({
      plugins: [breaks(1), answers('steady')],
      mayFail: true,
    });

    await community.atOnce((world) => {
      world.write('ana', 'north-area', 'one');
      world.write('ana', 'north-area', 'two');
      world.write('baraka', 'basic-training', 'three');
    });

    const { fromBot } = community.group('north-area');
    expect(fromBot.filter((text) => text === 'steady says hello')).toHaveLength(3);
    expect(fromBot.filter((text) => text === 'fragile answers')).toHaveLength(1);
  });

  it('keeps its own order: what comes next in the lane waits for its first try again', async () => {
    const heard: string[] = [];
    let left = 1;
    const fragile = pluginThat('fragile', (scope) => {
      scope.on('message.received', {}, (_, event) => {
        left -= 1;
        if (left === 0) throw new Error('it broke');
        heard.push(event.text);
      });
    });
    await using community = await testCommunity({
      plugins: [fragile, answers('steady')],
      mayFail: true,
    });

    await community.says('ana', 'north-area', 'one');
    await community.says('baraka', 'north-area', 'two');
    expect(heard).toEqual([]);
    expect(community.group('north-area').fromBot).toHaveLength(2);
    await community.passes('1 second');
    await community.says('ana', 'north-area', 'three');

    expect(heard).toEqual(['one', 'two', 'three']);
  });

  it('keeps its own order, too, where it listens for those of whom it keeps something', async () => {
    const heard: string[] = [];
    let left = 1;
    const asking = pluginThat('asking', (scope) => {
      const questions = scope.collection('questions', { lane: 'person', schema: z.string() });
      const kept = { collection: questions, key: 'open' };
      scope.on('message.received', { phase: 'screen', words: ['ask me'] }, (context) => {
        left -= 1;
        if (left === 0) throw new Error('it broke');
        context.records(questions).set('open', 'How many?');
      });
      scope.on('message.received', { phase: 'react', direct: true, kept }, (_, event) => {
        heard.push(event.text);
      });
    });
    await using community = await testCommunity({ plugins: [asking], mayFail: true });

    await community.tellsBot('ana', 'ask me');
    await community.tellsBot('ana', 'seven');
    expect(heard).toEqual([]);
    await community.passes('1 second');

    expect(heard).toEqual(['ask me', 'seven']);
  });

  it('lets newer ones go first when the first try again has failed, too', async () => {
    const heard: string[] = [];
    const fragile = pluginThat('fragile', (scope) => {
      scope.on('message.received', {}, (_, event) => {
        if (event.text === 'poison') throw new Error('it broke');
        heard.push(event.text);
      });
    });
    await using community = await testCommunity({ plugins: [fragile], mayFail: true });

    await community.says('ana', 'north-area', 'poison');
    await community.says('baraka', 'north-area', 'fine');
    await community.passes('1 second');

    expect(heard).toEqual(['fine']);
    await community.passes('1 hour');
    expect(await community.dead()).toHaveLength(1);
  });

  it('keeps its own order also when the bot was restarted in between', async () => {
    const heard: string[] = [];
    let left = 1;
    const fragile = pluginThat('fragile', (scope) => {
      scope.on('message.received', {}, (_, event) => {
        left -= 1;
        if (left === 0) throw new Error('it broke');
        heard.push(event.text);
      });
    });
    await using community = await testCommunity({ plugins: [fragile], mayFail: true });

    await community.says('ana', 'north-area', 'one');
    await community.restarts();
    await community.says('baraka', 'north-area', 'two');
    await community.passes('1 second');

    expect(heard).toEqual(['one', 'two']);
  });

  it('is tried again also when the bot was restarted in between', async () => {
    const folder = await temporaryFolder();
    await using community = await testCommunity({
      mayFail: true,
      plugins: [breaks(1), answers('steady')],
      store: () => createEmbeddedStore(folder),
    });
    await community.says('ana', 'north-area', 'hello');

    await community.restarts();
    await community.passes('1 second');

    expect(community.group('north-area').fromBot).toEqual(['steady says hello', 'fragile answers']);
  });

  it('leaves no record behind of what it had begun', async () => {
    const plugin = pluginThat('fragile', (scope) => {
      const notes = scope.collection('notes', { lane: 'group', schema: z.string() });
      scope.on('message.received', {}, (context) => {
        context.records(notes).set('half', 'done');
        context.post(north, 'never');
        throw new Error('it broke');
      });
    });
    await using community = await testCommunity({ plugins: [plugin], mayFail: true });

    await community.says('ana', 'north-area', 'hello');
    await community.passes('1 hour');

    expect(await community.store.list('fragile.notes', '')).toEqual([]);
    expect(await community.store.waiting()).toEqual([]);
  });
});

describe('a plugin that asks for what cannot be', () => {
  const asks = (ask: Parameters<typeof pluginThat>[1]): AnyPlugin => pluginThat('odd', ask);

  it.each<[string, AnyPlugin]>([
    [
      'a message to nobody',
      asks((scope) => {
        scope.on('message.received', {}, (context) => {
          const to = undefined as unknown as { group: string };
          context.perform({ kind: 'message.send', to, text: plain('hello') });
        });
      }),
    ],
    [
      'work for nobody',
      asks((scope) => {
        scope.on('message.received', {}, (context) => {
          context.post(undefined as unknown as { group: string }, 'step');
        });
      }),
    ],
    [
      'a message with a value that is none',
      asks((scope) => {
        scope.on('message.received', {}, (context) => {
          context.say({ person: null as unknown as string }, 'no-such-message', {});
        });
      }),
    ],
  ])('loses its own part only: %s', async (_, plugin) => {
    await using community = await testCommunity({
      plugins: [plugin, answers('steady')],
      mayFail: true,
    });

    await community.says('ana', 'north-area', 'hello');
    await community.says('ana', 'north-area', 'and on we go');
    await community.passes('1 hour');

    const { fromBot } = community.group('north-area');
    expect(fromBot).toEqual(['steady says hello', 'steady says hello']);
    expect(await community.store.waiting()).toEqual([]);
  });
});
