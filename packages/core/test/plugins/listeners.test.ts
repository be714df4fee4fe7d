import type { Filters } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { createListenerIndex } from '../../src/plugins/listener-index.js';
import { messageIn } from '../events.js';
import { pluginThat } from '../plugin-that.js';

describe('the filters of a listener', () => {
  it.each<[string, Filters, readonly string[]]>([
    ['everything', {}, ['plain', 'mention', 'notice', 'direct']],
    ['direct messages', { direct: true }, ['direct']],
    ['messages in groups', { direct: false }, ['plain', 'mention', 'notice']],
    ['messages that mention somebody', { mentions: true }, ['mention']],
    ['messages in one kind of group', { groupKind: 'announcement' }, ['notice']],
    ['both together', { direct: false, groupKind: 'general' }, ['plain', 'mention']],
    ['what cannot be', { direct: true, groupKind: 'general' }, []],
  ])('let only %s through', async (_, filters, expected) => {
    const heard: string[] = [];
    const plugin = pluginThat('listener', (scope) => {
      scope.on('message.received', filters, (_context, event) => {
        heard.push(event.text.split(' ')[0] ?? '');
      });
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'plain');
    await community.says('ana', 'north-area', 'mention @Baraka');
    await community.says('grace', 'announcements', 'notice');
    await community.tellsBot('ana', 'direct');

    expect(heard).toEqual(expected);
  });

  it('go by the kind of event', async () => {
    const heard: string[] = [];
    const plugin = pluginThat('listener', (scope) => {
      for (const kind of ['member.joined', 'member.left', 'role.changed'] as const) {
        scope.on(kind, {}, (_, event) => void heard.push(event.kind));
      }
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.joins('juma', 'north-area');
    await community.promotes('juma', 'north-area');
    await community.says('juma', 'north-area', 'hello');
    await community.leaves('juma', 'north-area');

    expect(heard).toEqual(['member.joined', 'role.changed', 'member.left']);
  });
});

describe('a listener that was taken away', () => {
  it('hears nothing more, and the others still do', async () => {
    const heard: string[] = [];
    const plugin = pluginThat('listener', (scope) => {
      const undo = scope.on('message.received', {}, (_, event) => {
        heard.push(`once: ${event.text}`);
        undo();
      });
      scope.on('message.received', {}, (_, event) => void heard.push(`always: ${event.text}`));
    });
    await using community = await testCommunity({ plugins: [plugin] });

    await community.says('ana', 'north-area', 'one');
    await community.says('ana', 'north-area', 'two');

    expect(heard).toEqual(['once: one', 'always: one', 'always: two']);
  });
});

describe('the index of listeners', () => {
  it('finds those of one sort of event once, however many there are', () => {
    const index = createListenerIndex();
    for (let count = 0; count < 200; count += 1) {
      index.add('message.received', {
        plugin: `p${count}`,
        phase: 'react',
        filters: { direct: true },
        run: () => undefined,
      });
    }

    const first = index.match(messageIn('north', 'one'), 'general');

    expect(first).toEqual([]);
    expect(index.match(messageIn('south', 'two'), 'general')).toBe(first);
  });
});
