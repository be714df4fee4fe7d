import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pluginThat } from '../plugin-that.js';

describe('records', () => {
  it('are read as the turn itself has staged them', async () => {
    const seen: unknown[] = [];
    const plugin = pluginThat('writer', (scope) => {
      const numbers = scope.collection('numbers', { lane: 'group', schema: z.number() });
      const lists = scope.collection('lists', { lane: 'group', schema: z.array(z.string()) });
      scope.on('message.received', {}, async (context) => {
        const records = context.records(numbers);
        records.set('a', 1);
        records.add('a', 2);
        records.setIfAbsent('a', 9);
        records.max('b', 5);
        records.set('gone', 1);
        records.remove('gone');
        context.records(lists).append('c', 'one');
        seen.push(await records.list(), await context.records(lists).get('c'));
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'hello');

    expect(seen).toEqual([
      [
        { key: 'a', value: 3 },
        { key: 'b', value: 5 },
      ],
      ['one'],
    ]);
  });

  it('keep any key apart from any other, and give it back as it was', async () => {
    const keys = ['a/b', 'a%2Fb', 'a', 'a/', '%', '100%', 'á/ب'];
    let listed: readonly string[] = [];
    const plugin = pluginThat('writer', (scope) => {
      const notes = scope.collection('notes', { lane: 'group', schema: z.string() });
      scope.on('message.received', {}, async (context, { text }) => {
        const records = context.records(notes);
        if (text === 'write') for (const key of keys) records.set(key, key);
        else listed = (await records.list()).map(({ key, value }) => `${key}=${value}`);
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'write');
    await community.says('ana', 'north-area', 'read');

    expect([...listed].sort()).toEqual(keys.map((key) => `${key}=${key}`).sort());
  });

  it('of another lane can be added to, but not replaced', async () => {
    const plugin = pluginThat('writer', (scope) => {
      const counts = scope.collection('counts', { lane: 'person', schema: z.number() });
      scope.on('message.received', { direct: false }, (context, { text }) => {
        const records = context.records(counts, context.actor?.person.id);
        if (text === 'add') records.add('n', 1);
        else records.set('n', 0);
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'add');
    await community.says('ana', 'north-area', 'set');

    expect(community.failures).toMatchObject([{ error: { code: 'turn.foreign-write' } }]);
    expect(await community.store.list('writer.counts', '')).toMatchObject([{ value: 1 }]);
  });

  it('that are not in the form the plugin reads are a clear error', async () => {
    const plugin = pluginThat('writer', (scope) => {
      const anything = scope.collection('notes', { lane: 'group', schema: z.unknown() });
      const notes = scope.collection('notes', { lane: 'group', schema: z.number() });
      scope.on('message.received', {}, async (context, { text }) => {
        if (text === 'write') context.records(anything).set('n', 'a word');
        else await context.records(notes).get('n');
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'write');
    await community.says('ana', 'north-area', 'read');

    expect(community.failures).toMatchObject([
      { error: { code: 'store.damaged', message: expect.stringContaining('"notes"') } },
    ]);
  });
});
