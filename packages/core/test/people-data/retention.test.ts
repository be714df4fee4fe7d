import { createKit, defineBlueprint } from '@kapwa/core';
import { turnableClock } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';
import { embeddedStores } from '../stores.js';

const DAY = 86_400_000;

/** Keeps a line for each message, recognises its words again, and fails at some. */
const diary = pluginThat('diary', (scope) => {
  const pages = scope.collection('pages', {
    lane: 'group',
    schema: z.number(),
    keep: { for: 28 * DAY, since: (at) => at },
  });
  scope.on('message.received', {}, (context, { text, id }) => {
    if (text.includes('break')) throw new Error('it broke');
    context.fingerprint();
    context.records(pages).set(id, context.now);
  });
});

async function keeping(retention?: unknown) {
  const open = await embeddedStores();
  const store = open();
  const clock = turnableClock();
  const blueprint = defineBlueprint({
    community: { key: 'health', name: 'Health', purpose: 'Care', timeZone: 'Africa/Nairobi' },
    groups: { 'north-area': { chat: { playground: 'north-area' } } },
    retention,
  });
  const kit = createKit({ communities: [blueprint], plugins: [diary], store, clock });
  await kit.start();
  clock.settleWith(() => kit.idle());
  onTestFinished(() => kit.stop());
  const says = async (id: string, text = id): Promise<void> =>
    kit.receive(messageIn('north-area', text, { id, message: id, at: clock.now() })).settled;
  const known = async (message: string) => {
    const entry = await store.ledger('playground:north-area', message);
    return entry && { fingerprint: entry.fingerprint !== undefined };
  };
  const pages = async () => (await store.list('diary.pages', '')).length;
  return { kit, clock, store, says, known, pages };
}

describe('a community that wants less to be kept', () => {
  it('has it forgotten the night after, of every kind', async () => {
    const { clock, store, says, known, pages } = await keeping({
      messages: '2 days',
      fingerprints: '1 day',
      deadLetters: '2 days',
      'diary.pages': '3 days',
    });
    await says('monday');
    await says('break', 'break this');
    await clock.advance(DAY - 1);
    expect(await known('monday')).toEqual({ fingerprint: true });
    expect(await store.dead()).toHaveLength(1);

    await clock.advance(DAY);
    expect(await known('monday')).toEqual({ fingerprint: false });
    expect(await store.dead()).toHaveLength(1);

    await clock.advance(DAY);
    expect(await known('monday')).toBeUndefined();
    expect(await store.dead()).toEqual([]);
    expect(await pages()).toBe(1);

    await clock.advance(DAY);
    expect(await pages()).toBe(0);
  });

  it('changes nothing for one that says nothing', async () => {
    const { clock, store, says, known, pages } = await keeping();
    await says('monday');
    await says('break', 'break this');
    await clock.advance(6 * DAY);
    await says('sunday');

    expect(await known('monday')).toEqual({ fingerprint: true });
    expect([(await store.dead()).length, await pages()]).toEqual([1, 2]);

    await clock.advance(2 * DAY);
    expect(await known('monday')).toBeUndefined();
    expect([(await store.dead()).length, await pages()]).toEqual([0, 2]);
  });

  it.each([
    [{ 'diary.pages': '29 days' }, /its plugin keeps it for 28 days/],
    [{ 'diary.page': '2 days' }, /Did you mean "diary.pages"/],
  ])('cannot start with what a plugin does not allow: %j', async (retention, message) => {
    await expect(keeping(retention)).rejects.toMatchObject({
      code: 'config.invalid',
      message: expect.stringMatching(message),
    });
  });
});
