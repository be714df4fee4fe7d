import { EventEmitter } from 'node:events';
import { createKit, createMemoryStore, defineBlueprint, KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { failureOf, untilEnded } from '../../src/server/until-ended.js';

const blueprint = defineBlueprint({
  community: { name: 'Neighbours', purpose: 'Helping one another', timeZone: 'Asia/Manila' },
});

/** A bot whose disk can be filled, and what came of it; or is full as soon as it has started. */
async function runningBot(isFullAtOnce = false) {
  const memory = createMemoryStore();
  const disk = { isFull: false };
  const store: typeof memory = {
    ...memory,
    accept(...args) {
      if (disk.isFull) throw new KapwaError('store.failed', 'The disk is full.');
      return memory.accept(...args);
    },
  };
  const kit = createKit({ communities: [blueprint], store });
  const failed = failureOf(kit);
  await kit.start();
  const signals = Object.assign(new EventEmitter(), { exit: () => undefined });
  const offer = () =>
    kit.receive({
      ...{ kind: 'message.received', id: 'm1', at: 0, adapter: 'playground', message: 'm1' },
      ...{ chat: { id: 'ana', direct: true }, from: { id: 'ana', name: 'Ana' } },
      ...{ text: 'hello', mentions: [] },
    });
  if (isFullAtOnce) {
    disk.isFull = true;
    const { accepted, settled } = offer();
    await Promise.allSettled([accepted, settled]);
  }
  const ended = untilEnded({ failed, signals, stop: () => kit.stop() });
  return { kit, signals, ended, disk, offer };
}

describe('a bot that runs', () => {
  it('ends when it is asked to', async () => {
    const { kit, signals, ended } = await runningBot();

    signals.emit('SIGTERM');

    await expect(ended).resolves.toBeUndefined();
    expect(kit.health().state).toBe('stopped');
  });

  it('ends with the reason when nothing can be stored any more', async () => {
    const { kit, ended, disk, offer } = await runningBot();
    disk.isFull = true;

    const { accepted, settled } = offer();
    await Promise.allSettled([accepted, settled]);

    await expect(ended).rejects.toMatchObject({ code: 'store.failed' });
    expect(kit.health().state).toBe('stopped');
  });

  it('ends when that happens before anybody waits for its end', async () => {
    const { kit, ended } = await runningBot(true);

    await expect(ended).rejects.toMatchObject({ code: 'store.failed' });
    expect(kit.health().state).toBe('stopped');
  });
});
