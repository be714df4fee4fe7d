import { createMemoryStore, createWorker } from '@kapwa/core';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../src/workers/likeness.js';
import { messageIn } from '../events.js';
import { listenerTo, pluginThat } from '../plugin-that.js';
import { crewOfKit } from './crew-of-kit.js';

const MINUTE = 60_000;

const alike = { version: '1.2.0', plugins: ['core', 'conduct'], adapters: ['whatsapp'] };

describe('a worker beside the bot it works for', () => {
  it('differs in nothing, whatever the order', () => {
    expect(differenceOf({ ...alike, plugins: ['conduct', 'core'] }, alike)).toBeUndefined();
  });

  it.each([
    [{ version: '1.1.0' }, 'it is Kapwa 1.1.0, not 1.2.0'],
    [{ plugins: ['core'] }, 'it lacks the plugin conduct'],
    [{ plugins: [] }, 'it lacks the plugins conduct, core'],
    [{ plugins: ['core', 'conduct', 'polls'] }, 'it has the plugin polls, which the bot lacks'],
    [{ adapters: [] }, 'it lacks the messenger whatsapp'],
    [
      { version: '', plugins: ['core'], adapters: ['telegram'] },
      'it is Kapwa ?, not 1.2.0; it lacks the plugin conduct; it lacks the messenger whatsapp; it has the messenger telegram, which the bot lacks',
    ],
  ])('is told apart by %o', (changes, said) => {
    expect(differenceOf({ ...alike, ...changes }, alike)).toBe(said);
  });
});

describe('a worker of another bot', () => {
  const bot = blueprintOf(healthWorkers);
  const others = { ...bot, community: { ...bot.community, key: 'farmers' } };

  it('is refused a store that holds the communities of a bot already', async () => {
    const { workerCalled } = await crewOfKit(() => []);

    await expect(workerCalled('other', 32, { communities: [others] })).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringContaining(bot.community.name),
    });
    await workerCalled('own', 32, { communities: [bot] });
  });

  it('may be there first: nothing in the store is anybody else’s', async () => {
    const worker = createWorker({ store: createMemoryStore(), communities: [others] });

    await worker.start();
    await worker.stop();
  });
});

describe('a worker that is made otherwise than its bot', () => {
  it('gets nothing to do, and both say once why', async () => {
    const heard: string[] = [];
    const listening = () => [listenerTo(heard)];
    const { kit, clock, said, workerCalled } = await crewOfKit(listening, { role: 'web' });
    await workerCalled('other', 32, { plugins: [] });
    const { accepted, settled } = kit.receive(messageIn('north-area', 'hello'));
    await accepted;
    await clock.advance(1 * MINUTE);

    expect(said.filter((line) => line.includes('it lacks the plugin listener.'))).toEqual([
      expect.stringContaining('A worker gets nothing to do'),
      expect.stringContaining('The bot gives this worker nothing to do'),
    ]);
    expect(heard).toEqual([]);

    await workerCalled('alike');
    await settled;
    expect(heard).toEqual(['hello']);
  });

  it('leaves events to a bot that handles them itself', async () => {
    const heard: string[] = [];
    const { kit, workerCalled } = await crewOfKit(() => [listenerTo(heard)]);
    const more = pluginThat('more', () => undefined);
    await workerCalled('other', 32, { plugins: [listenerTo(heard), more] });

    await kit.receive(messageIn('north-area', 'hello')).settled;

    expect(heard).toEqual(['hello']);
    expect(await kit.metrics()).toContain('kapwa_workers 0');
  });
});
