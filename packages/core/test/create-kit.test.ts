import {
  createEmbeddedStore,
  createKit,
  createMemoryStore,
  type KitOptions,
  plain,
} from '@kapwa/core';
import { blueprintOf, healthWorkers, testCommunity, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageIn } from './events.js';
import { hostedKit } from './hosted-kit.js';
import { listenerTo, pluginThat } from './plugin-that.js';
import { smallPlatform } from './small-platform.js';
import { asLeftBehind, temporaryFolder } from './temporary-folder.js';

const blueprint = blueprintOf(healthWorkers);

function kitWith(options: Partial<KitOptions>) {
  return createKit({ communities: [blueprint], clock: turnableClock(), ...options });
}

describe('a kit', () => {
  it('takes nothing in before it is started and after it was stopped', async () => {
    const heard: string[] = [];
    const kit = kitWith({ plugins: [listenerTo(heard)] });
    const notRunning = { code: 'kit.not-running' };

    await expect(kit.receive(messageIn('north', 'early')).accepted).rejects.toMatchObject(
      notRunning,
    );
    await kit.start();
    await kit.stop();
    await expect(kit.receive(messageIn('north', 'late')).accepted).rejects.toMatchObject(
      notRunning,
    );

    expect(heard).toEqual([]);
  });

  it('is started once', async () => {
    const kit = kitWith({});
    await kit.start();

    await expect(kit.start()).rejects.toMatchObject({ code: 'kit.not-running' });
    await kit.stop();
    await expect(kit.start()).rejects.toMatchObject({ message: expect.stringMatching(/new one/) });
  });

  it('leaves no timer and no connection open when it has stopped', async () => {
    const daily = pluginThat('daily', (scope) => {
      scope.schedule('nine', { per: 'group', cron: () => '0 9 * * *' }, () => undefined);
      scope.on('message.received', {}, (context) => {
        const later = { notBefore: context.now + 3_600_000 };
        const to = { group: 'north-area' };
        context.perform({ kind: 'message.send', to, text: plain('later') }, later);
        throw new Error('and to be tried again');
      });
    });
    const community = await testCommunity({ plugins: [daily, listenerTo([])], mayFail: true });
    await community.says('ana', 'north-area', 'hello');
    expect(community.world.clock.waiting()).toBeGreaterThan(0);

    await community.stop();

    expect(community.world.clock.waiting()).toBe(0);
    expect(community.world.line.connected).toBe(false);
  });

  it('finishes what it has begun before it has stopped, and only then says so, to everybody', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const slow = pluginThat('slow', (scope) => {
      scope.on('message.received', {}, async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        order.push('handled');
      });
    });
    const { kit } = await hostedKit({ plugins: [slow] });
    await kit.receive(messageIn('north-area', 'hello')).accepted;

    const stops = [kit.stop(), kit.stop()].map((stop) => stop.then(() => order.push('stopped')));
    await new Promise((resolve) => setImmediate(resolve));
    expect(order).toEqual([]);
    finish();
    await Promise.all(stops);

    expect(order).toEqual(['handled', 'stopped', 'stopped']);
  });

  it('takes up at its start what it had taken in but not handled', async () => {
    const folder = await temporaryFolder();
    const heard: string[] = [];
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const slow = pluginThat('slow', (scope) => {
      scope.on('message.received', {}, () => finished);
    });
    const first = await hostedKit({ plugins: [slow], store: createEmbeddedStore(folder) });
    await first.kit.receive(messageIn('north-area', 'one')).accepted;
    await first.kit.receive(messageIn('north-area', 'two')).accepted;

    const store = createEmbeddedStore(await asLeftBehind(folder));
    const second = await hostedKit({ plugins: [listenerTo(heard)], store });
    await second.kit.idle();
    finish();

    expect(heard).toEqual(['one', 'two']);
    expect(await store.waiting()).toEqual([]);
  });

  it('is idle once everything has been handled and sent, and not before', async () => {
    const platform = smallPlatform(turnableClock());
    const answering = pluginThat('answering', (scope) => {
      scope.on('message.received', {}, async (context) => {
        await new Promise((resolve) => setImmediate(resolve));
        context.post({ group: 'basic-training' }, 'answer');
      });
      scope.posted('answer', (context) => {
        const to = { group: 'basic-training' };
        context.perform({ kind: 'message.send', to, text: plain('hello') });
      });
    });
    const { kit } = await hostedKit({ plugins: [answering], adapters: [platform.adapter] });

    void kit.receive(messageIn('north-area', 'hello'));
    await kit.idle();

    expect(platform.arrived).toEqual(['basic-training: hello']);
    await kit.idle();
  });

  it('tells every plugin of the blueprint once, and sends what they ask for once', async () => {
    const clock = turnableClock();
    const platform = smallPlatform(clock);
    const greeting = pluginThat('greeting', (scope) => {
      scope.on('blueprint.loaded', {}, (context) => {
        const to = { group: 'north-area' };
        context.perform({ kind: 'message.send', to, text: plain('The bot is back.') });
        context.post(to, 'greet');
      });
      scope.posted('greet', (context) => {
        const to = { group: 'north-area' };
        context.perform({ kind: 'message.send', to, text: plain('Good morning.') });
      });
    });
    const store = createMemoryStore();
    const options = { plugins: [greeting], adapters: [platform.adapter], store, clock };
    await (await hostedKit(options)).kit.stop();
    const before = platform.arrived.length;

    await clock.advance(1000);
    const { kit } = await hostedKit(options);
    await kit.idle();
    await clock.advance(3_600_000);

    expect(platform.arrived.slice(before).sort()).toEqual([
      'north-area: Good morning.',
      'north-area: The bot is back.',
    ]);
  });
});

describe('two kits in one process', () => {
  it('have nothing to do with each other', async () => {
    const here: string[] = [];
    const there: string[] = [];
    const one = await hostedKit({ plugins: [listenerTo(here)] });
    const other = await hostedKit({ plugins: [listenerTo(there)] });

    await one.kit.receive(messageIn('north-area', 'here')).settled;
    await other.kit.receive(messageIn('north-area', 'there')).settled;

    expect([here, there]).toEqual([['here'], ['there']]);
  });
});
