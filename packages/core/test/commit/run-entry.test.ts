import { type AdapterLink, createMemoryStore, defineAdapter, silentLogger } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { hostedKit } from '../hosted-kit.js';
import { listenerTo, pluginThat } from '../plugin-that.js';

describe('a kit whose store another one has taken over', () => {
  it('gives its events back without trying again, and says so once', async () => {
    const heard: string[] = [];
    const errors: string[] = [];
    const memory = createMemoryStore();
    let isFenced = false;
    const store = {
      ...memory,
      commit: (change: Parameters<typeof memory.commit>[0]) =>
        isFenced ? ('fenced' as const) : memory.commit(change),
    };
    const log = { ...silentLogger, error: (text: string) => void errors.push(text) };
    const { kit } = await hostedKit({ store, log, plugins: [listenerTo(heard)] });

    isFenced = true;
    const one = kit.receive(messageIn('north-area', 'one'));
    const two = kit.receive(messageIn('north-area', 'two'));
    await expect(one.settled).rejects.toThrow();
    expect(await two.accepted).toBe(true);
    await kit.stop();

    expect(heard).toEqual(['one']);
    expect(errors).toEqual([expect.stringContaining('Another kit')]);
    expect((await memory.waiting()).map(({ event }) => event)).toMatchObject([
      { text: 'one' },
      { text: 'two' },
    ]);
  });
});

const DAY = 86_400_000;

describe('what was given up', () => {
  const broken = pluginThat('broken', (scope) => {
    scope.on('message.received', {}, () => {
      throw new Error('it broke');
    });
  });

  it('is kept for a week, for an operator to look at, and not a day longer', async () => {
    const { kit, clock, store } = await hostedKit({ plugins: [broken] });
    clock.settleWith(() => kit.idle());
    await kit.receive(messageIn('north-area', 'one')).settled;
    await clock.advance(60_000);
    expect(await store.dead()).toHaveLength(1);

    await clock.advance(7 * DAY - 120_000);
    expect(await store.dead()).toHaveLength(1);
    await clock.advance(180_000);

    expect(await store.dead()).toEqual([]);
  });

  it('goes at a start, too, where its week is over', async () => {
    const store = createMemoryStore();
    const first = await hostedKit({ plugins: [broken], store });
    first.clock.settleWith(() => first.kit.idle());
    await first.kit.receive(messageIn('north-area', 'one')).settled;
    await first.clock.advance(60_000);
    await first.kit.stop();
    await first.clock.advance(8 * DAY);

    await hostedKit({ store, clock: first.clock });

    expect(await store.dead()).toEqual([]);
  });
});

describe('a part of what a platform sent that cannot be read', () => {
  it('is kept for a week, once, with the reason', async () => {
    let link: AdapterLink | undefined;
    const adapter = defineAdapter({
      name: 'playground',
      maxText: 10,
      encode: () => [],
      capability: () => ({ level: 'native' }),
      connect(given) {
        link = given;
        return { perform: async () => ({ kind: 'ok' }), close: () => undefined };
      },
    });
    const { clock, kit, store } = await hostedKit({ adapters: [adapter] });
    clock.settleWith(() => kit.idle());

    await link?.bury({ type: 'hologram' }, 'a message of type hologram');
    await link?.bury({ type: 'hologram' }, 'a message of type hologram');
    await link?.bury({ type: 'smell' }, 'a message of type smell');

    expect(await store.dead()).toMatchObject([
      { plugin: 'playground', reason: 'a message of type hologram' },
      { plugin: 'playground', reason: 'a message of type smell' },
    ]);
    await clock.advance(7 * DAY);
    expect(await store.dead()).toEqual([]);
  });
});
