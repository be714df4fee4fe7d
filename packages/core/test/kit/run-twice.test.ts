import { type AnyPlugin, definePlugin, plain } from '@kapwa/core';
import { testCommunity, watching } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const north = { group: 'north-area' };

function plugin(setup: Parameters<typeof definePlugin>[0]['setup']): AnyPlugin {
  return definePlugin({ name: 'counting', options: z.unknown(), setup });
}

let count = 0;

const counting = plugin((kit) => {
  kit.on('message.received', {}, (context) => {
    count += 1;
    context.perform({ kind: 'message.send', to: north, text: plain(`${count}`) });
  });
});

describe('a handler that does something else when it is run again', () => {
  it('lets the step of the test fail, and is named', async () => {
    await using community = await testCommunity({ plugins: [counting] });

    await expect(community.says('ana', 'north-area', 'hello')).rejects.toThrow(
      /counting did something else when it handled the same event again: the actions it asked for differ/,
    );
  });

  it('is not looked for where a test says so', async () => {
    await using community = await testCommunity({ plugins: [counting], runTwice: false });

    await community.says('ana', 'north-area', 'hello');

    expect(community.group('north-area').fromBot).toHaveLength(1);
  });

  it('is found by its verdict, too', async () => {
    let withhold = false;
    const fickle = plugin((kit) => {
      kit.on('message.received', { phase: 'screen' }, () => {
        withhold = !withhold;
        return withhold ? 'withheld' : undefined;
      });
    });
    await using community = await testCommunity({ plugins: [fickle] });

    await expect(community.says('ana', 'north-area', 'hello')).rejects.toThrow(
      'it answered "withheld" first and "undefined" then',
    );
  });
});

describe('a handler that takes everything from its context', () => {
  it('is run twice and asks for everything once', async () => {
    let runs = 0;
    const fair = plugin((kit) => {
      const seen = kit.collection('seen', { lane: 'group', schema: z.number() });
      kit.on('message.received', {}, async (context) => {
        runs += 1;
        context.records(seen).add('all', 1);
        const number = await context.records(seen).get('all');
        const text = plain(`${number} ${context.id()} ${context.random()} ${context.now}`);
        context.perform({ kind: 'message.send', to: north, text });
      });
    });
    await using community = await testCommunity({ plugins: [fair] });

    await community.says('ana', 'north-area', 'hello');

    expect(runs).toBe(2);
    expect(community.group('north-area').fromBot).toHaveLength(1);
    expect(community.group('north-area').fromBot[0]).toMatch(/^1 /);
  });
});

describe('a plugin of a test that watches', () => {
  it('sees everything once', async () => {
    const heard: string[] = [];
    const watcher = watching(
      plugin((kit) => {
        kit.on('message.received', {}, (_, event) => void heard.push(event.text));
      }),
    );
    await using community = await testCommunity({ plugins: [watcher] });

    await community.says('ana', 'north-area', 'hello');

    expect(heard).toEqual(['hello']);
  });
});
