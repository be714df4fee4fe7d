import {
  type AnyPlugin,
  definePlugin,
  type Messages,
  type PluginScope,
  plain,
  service,
} from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { hostedKit } from '../hosted-kit.js';

interface Greeter {
  greet(name: string): string;
}

const Greeting = service<Greeter>('test.greeting');
const Other = service<Greeter>('test.other', z.object({ greet: z.function() }) as never);

const north = { group: 'north-area' };

function provider(word: string, name = 'provider'): AnyPlugin {
  return definePlugin({
    name,
    options: z.strictObject({}),
    setup: (kit) => void kit.provide(Greeting, { greet: (who) => `${word} ${who}` }),
  });
}

/** Greets everybody who writes, by the service of another plugin. */
const consumer = definePlugin({
  name: 'consumer',
  options: z.strictObject({}),
  uses: [Greeting],
  setup(kit) {
    const greeter = kit.inject(Greeting);
    kit.on('message.received', {}, (context, event) => {
      const text = plain(greeter.greet(event.from.name ?? ''));
      context.perform({ kind: 'message.send', to: north, text });
    });
  },
});

function plugin(name: string, setup: (kit: PluginScope<unknown, Messages>) => void): AnyPlugin {
  return definePlugin({ name, options: z.unknown(), setup });
}

describe('a plugin that uses a service of another', () => {
  it('starts whichever of the two comes first', async () => {
    await using community = await testCommunity({ plugins: [consumer, provider('Hello')] });

    await community.says('ana', 'north-area', 'good morning');

    expect(community.group('north-area').fromBot).toEqual(['Hello Ana Reyes']);
  });

  it('waits while there is none, and says for what', async () => {
    await using community = await testCommunity({ plugins: [consumer] });

    await community.says('ana', 'north-area', 'good morning');

    expect(community.group('north-area').fromBot).toEqual([]);
    expect(community.kit.plugins.list()).toContainEqual({
      name: 'consumer',
      state: 'waiting',
      waitsFor: ['test.greeting'],
    });
  });

  it('stops when the service goes, and starts when it comes again', async () => {
    await using community = await testCommunity({ plugins: [provider('Hello'), consumer] });

    await community.kit.plugins.unload('provider');
    await community.says('ana', 'north-area', 'one');
    expect(community.kit.plugins.tree().consumer).toEqual([]);
    await community.kit.plugins.load(provider('Jambo', 'another'));
    await community.says('ana', 'north-area', 'two');

    expect(community.group('north-area').fromBot).toEqual(['Jambo Ana Reyes']);
  });

  it('is started again with the new service when the other is reloaded', async () => {
    await using community = await testCommunity({ plugins: [provider('Hello'), consumer] });

    await community.kit.plugins.reload(provider('Kumusta'));
    await community.says('ana', 'north-area', 'one');

    expect(community.group('north-area').fromBot).toEqual(['Kumusta Ana Reyes']);
  });

  it('is stopped before the service is taken away', async () => {
    const order: string[] = [];
    const giving = plugin('giving', (kit) => {
      kit.own('what it runs on', () => void order.push('provider gone'));
      kit.provide(Greeting, { greet: String });
    });
    const using = definePlugin({
      name: 'using',
      options: z.unknown(),
      uses: [Greeting],
      setup: (kit) => void kit.own('use', async () => void order.push('consumer gone')),
    });
    const { kit } = await hostedKit({ plugins: [giving, using] });

    await kit.plugins.unload('giving');

    expect(order).toEqual(['consumer gone', 'provider gone']);
  });
});

describe('a service', () => {
  it('may be made use of where there is one', async () => {
    const asking = plugin('asking', (kit) => {
      const greeter = kit.seek(Greeting);
      kit.on('message.received', {}, (context) => {
        const text = plain(greeter()?.greet('you') ?? 'nobody greets');
        context.perform({ kind: 'message.send', to: north, text });
      });
    });
    await using community = await testCommunity({ plugins: [asking] });

    await community.says('ana', 'north-area', 'one');
    await community.kit.plugins.load(provider('Hello'));
    await community.says('ana', 'north-area', 'two');

    expect(community.group('north-area').fromBot).toEqual(['nobody greets', 'Hello you']);
  });

  it('can come later than the setup of who provides it', async () => {
    let provide = (): void => undefined;
    const late = plugin('late', (kit) => {
      provide = () => void kit.provide(Greeting, { greet: (who) => `At last, ${who}` });
    });
    await using community = await testCommunity({ plugins: [late, consumer] });

    provide();
    await community.passes('1 second');
    await community.says('ana', 'north-area', 'one');

    expect(community.group('north-area').fromBot).toEqual(['At last, Ana Reyes']);
  });

  it.each<[string, readonly AnyPlugin[], string]>([
    [
      'two providers',
      [provider('Hello'), provider('Hi', 'second')],
      'second: "test.greeting" is provided by provider already',
    ],
    [
      'what is not in the form of it',
      [plugin('broken', (kit) => void kit.provide(Other, { greet: 5 } as never))],
      'broken: what it provides as "test.other" is not in the form of that service',
    ],
    [
      'being injected without being waited for',
      [plugin('hasty', (kit) => void kit.inject(Greeting))],
      'hasty: it injects "test.greeting" without waiting for it',
    ],
  ])('refuses %s', async (_, plugins, message) => {
    await expect(hostedKit({ plugins })).rejects.toMatchObject({
      code: 'plugin.invalid',
      message: expect.stringContaining(message),
    });
  });

  it('keeps what was posted to a plugin that waits for it', async () => {
    const posting = definePlugin({
      name: 'posting',
      options: z.unknown(),
      uses: [Greeting],
      setup(kit) {
        kit.on('message.received', {}, (context) => {
          context.post(north, 'later', undefined, { at: context.now + 60_000 });
        });
        kit.posted('later', (context) => {
          context.perform({ kind: 'message.send', to: north, text: plain('as promised') });
        });
      },
    });
    await using community = await testCommunity({ plugins: [provider('Hello'), posting] });
    await community.says('ana', 'north-area', 'one');

    await community.kit.plugins.unload('provider');
    await community.passes('60 seconds');
    expect(community.failures).toMatchObject([{ plugin: 'posting', dead: false }]);
    await community.kit.plugins.load(provider('Hello'));
    await community.passes('30 seconds');

    expect(community.group('north-area').fromBot).toEqual(['as promised']);
  });
});
