import { createKit, createMemoryStore, plain } from '@kapwa/core';
import { blueprintOf, healthWorkers, turnableClock } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { smallPlatform } from '../small-platform.js';

const { quietHours: _, ...community } = healthWorkers.community;
const communities = [blueprintOf({ ...healthWorkers, community })];

function stoppable(store = createMemoryStore()) {
  const clock = turnableClock();
  const platform = smallPlatform(clock);
  const heard: string[] = [];
  const plugin = pluginThat('echo', (scope) => {
    scope.on('message.received', {}, async (context, event) => {
      await new Promise((resolve) => setImmediate(resolve));
      heard.push(event.text);
      const to = { group: 'north-area' };
      context.perform({ kind: 'message.send', to, text: plain(event.text) });
    });
  });
  const kit = createKit({
    communities,
    adapters: [platform.adapter],
    plugins: [plugin],
    clock,
    store,
  });
  return { kit, clock, platform, heard, store };
}

const words = Array.from({ length: 15 }, (_, index) => `${index}`);

describe('a bot that is stopped at work', () => {
  it('finishes what it has taken in, and takes in nothing more', async () => {
    const { kit, platform, heard, store } = stoppable();
    await kit.start();
    await Promise.all(words.map((text) => kit.receive(messageIn('north-area', text)).accepted));

    const stopping = kit.stop();
    const late = kit.receive(messageIn('north-area', 'late')).accepted;
    await expect(late).rejects.toMatchObject({ code: 'kit.not-running' });
    await stopping;

    expect(heard).toEqual(words);
    expect(platform.arrived).toEqual(words.map((text) => `north-area: ${text}`));
    expect(await store.waiting()).toEqual([]);
    expect(await store.outgoing()).toEqual([]);
  });

  it('may be told so several times, at any moment', async () => {
    const { kit, heard } = stoppable();
    const starting = kit.start();
    const early = kit.stop();
    await Promise.all([starting, early, kit.stop()]);
    await kit.stop();

    expect(kit.health()).toMatchObject({ state: 'stopped', alive: false });
    expect(heard).toEqual([]);
  });

  it('leaves after 25 s what will not end, and takes it up in order at the next start', async () => {
    const first = stoppable();
    await first.kit.start();
    const release = first.platform.holds('north-area');
    await Promise.all(
      words.map((text) => first.kit.receive(messageIn('north-area', text)).accepted),
    );
    for (let index = 0; index < 100; index += 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }

    let isStopped = false;
    const stopping = first.kit.stop().then(() => {
      isStopped = true;
    });
    await first.clock.advance(24_999);
    expect(isStopped).toBe(false);
    await first.clock.advance(1);
    await first.clock.advance(1_000);
    await stopping;
    expect(first.platform.arrived).toEqual([]);

    const second = stoppable(first.store);
    await second.kit.start();
    await second.kit.idle();
    expect(second.platform.arrived).toEqual(words.map((text) => `north-area: ${text}`));
    release();
    await second.kit.stop();
  });
});
