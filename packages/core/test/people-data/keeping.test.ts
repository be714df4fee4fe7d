import { definePlugin } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';

const DAY = 86_400_000;

const diary = definePlugin({
  name: 'diary',
  options: z.strictObject({}),
  setup(kit) {
    const pages = kit.collection('pages', {
      lane: 'group',
      schema: z.object({ at: z.number() }),
      keep: { for: 3 * DAY, since: ({ at }) => at },
    });
    const days = kit.collection('days', {
      lane: 'person',
      schema: z.number(),
      keep: { for: DAY, since: (_, key) => Date.parse(key) },
    });
    const books = kit.collection('books', { lane: 'group', schema: z.object({ at: z.number() }) });
    kit.on('message.received', { direct: false }, (context) => {
      const { now } = context;
      const key = new Date(now).toISOString();
      context.records(pages).set(key, { at: now });
      context.records(books).set('first', { at: now });
      const person = context.actor?.person.id;
      if (person !== undefined) context.records(days, person).add(key.slice(0, 10), 1);
    });
  },
});

describe('records that are kept for a while', () => {
  it('are forgotten the night after their time, and others stay', async () => {
    await using community = await testCommunity({ plugins: [diary] });
    const left = async (name: string) => (await community.store.list(`diary.${name}`, '')).length;

    await community.says('ana', 'north-area', 'monday');
    await community.passes('2 days');
    await community.says('ana', 'north-area', 'wednesday');
    expect([await left('pages'), await left('days'), await left('books')]).toEqual([2, 1, 1]);
    await community.passes('2 days');

    expect([await left('pages'), await left('days'), await left('books')]).toEqual([1, 0, 1]);
    expect(community.failures).toEqual([]);
  });
});
