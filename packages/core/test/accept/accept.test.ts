import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageFrom, messageIn } from '../events.js';
import { listenerTo, pluginThat } from '../plugin-that.js';
import { embeddedStores, frailStore } from '../stores.js';

describe('an event that a platform reports', () => {
  it('is handled once, however often it is repeated', async () => {
    const heard: string[] = [];
    await using community = await testCommunity({ plugins: [listenerTo(heard)] });
    const { kit } = community;

    const first = kit.receive(messageIn('north-area', 'hello'));
    await first.settled;
    const second = kit.receive(messageIn('north-area', 'hello'));
    await second.settled;

    expect([await first.accepted, await second.accepted]).toEqual([true, false]);
    expect(heard).toEqual(['hello']);
  });

  it('is handled once when it comes several times at once, and everybody gets an answer', async () => {
    const heard: string[] = [];
    await using community = await testCommunity({ plugins: [listenerTo(heard)] });

    const receipts = [1, 2, 3].map(() => community.kit.receive(messageIn('north-area', 'hello')));
    await Promise.all(receipts.map(({ settled }) => settled));

    const accepted = await Promise.all(receipts.map((receipt) => receipt.accepted));
    expect(accepted.filter(Boolean)).toHaveLength(1);
    expect(heard).toEqual(['hello']);
  });

  it('is settled for those who wait only once it has been handled', async () => {
    const order: string[] = [];
    const slow = pluginThat('slow', (scope) => {
      scope.on('message.received', {}, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push('handled');
      });
    });
    await using community = await testCommunity({ plugins: [slow] });

    const { settled } = community.kit.receive(messageIn('north-area', 'hello'));
    await settled.then(() => order.push('settled'));

    expect(order).toEqual(['handled', 'settled']);
  });

  it('is handled once although the bot was restarted before it was repeated', async () => {
    const heard: string[] = [];
    const store = await embeddedStores();
    await using community = await testCommunity({ plugins: [listenerTo(heard)], store });
    await community.kit.receive(messageIn('north-area', 'hello')).settled;

    await community.restarts();
    const again = community.kit.receive(messageIn('north-area', 'hello'));
    await again.settled;

    expect(await again.accepted).toBe(false);
    expect(heard).toEqual(['hello']);
  });

  it('is told apart from one with the same id on another platform', async () => {
    const heard: string[] = [];
    await using community = await testCommunity({ plugins: [listenerTo(heard)] });

    await community.kit.receive(messageIn('north-area', 'one', { id: '1' })).settled;
    await community.kit.receive(messageIn('x', 'two', { id: '1', adapter: 'other' })).settled;

    expect(heard).toEqual(['one', 'two']);
  });
});

describe('events that are handed over one after the other', () => {
  it('are handled in that order, also when it takes longer to find out whose the first is', async () => {
    const heard: string[] = [];
    await using community = await testCommunity({ plugins: [listenerTo(heard)] });
    const aliases = ['+254 1', '+254 2', '+254 3', '+254 4', '+254 5'];

    const receipts = [
      community.kit.receive(messageFrom('juma', 'first', { from: { id: 'juma', aliases } })),
      community.kit.receive(messageFrom('juma', 'second')),
    ];
    await Promise.all(receipts.map(({ settled }) => settled));

    expect(heard).toEqual(['first', 'second']);
  });
});

describe('while the store is down', () => {
  it('nothing is confirmed and nothing handled; afterwards the repeated event is', async () => {
    const heard: string[] = [];
    const store = frailStore();
    await using community = await testCommunity({
      plugins: [listenerTo(heard)],
      store: () => store,
    });

    store.isDown = true;
    const { accepted, settled } = community.kit.receive(messageIn('north-area', 'hello'));
    await expect(accepted).rejects.toMatchObject({ code: 'store.failed' });
    await expect(settled).rejects.toMatchObject({ code: 'store.failed' });
    store.isDown = false;
    await community.kit.receive(messageIn('north-area', 'hello')).settled;

    expect(heard).toEqual(['hello']);
  });

  it('a host that awaits only one of the two answers is not ended by the other', async () => {
    const store = frailStore();
    await using community = await testCommunity({ store: () => store });
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);

    store.isDown = true;
    await community.kit.receive(messageIn('north-area', 'a')).accepted.catch(() => undefined);
    await community.kit.receive(messageIn('north-area', 'b')).settled.catch(() => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);

    expect(unhandled).toEqual([]);
  });
});

describe('an event from a chat nobody has named', () => {
  it('is heard: the chat is adopted as a group, with the name it has', async () => {
    const seen: unknown[] = [];
    const plugin = pluginThat('watcher', (scope) => {
      scope.on('message.received', {}, ({ group }) => void seen.push(group));
    });
    await using community = await testCommunity({ plugins: [plugin] });
    const chat = { id: 'new@g', direct: false, title: 'New Area' };

    await community.kit.receive(messageIn('new@g', 'one', { chat })).settled;
    await community.kit.receive(messageIn('new@g', 'two', { chat: { ...chat, title: 'X' } }))
      .settled;

    expect(seen).toMatchObject([
      { name: 'New Area', adopted: true, listed: false, kind: 'general', languages: ['en'] },
      { name: 'New Area', adopted: true },
    ]);
  });
});
