import type { AnyPlugin } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { pluginThat } from '../plugin-that.js';
import { temporaryLocales } from '../temporary-locales.js';

/** Tells a group news of so many sentences whenever somebody writes. */
async function announcing(sentences: number): Promise<AnyPlugin> {
  const locales = await temporaryLocales('crier', {
    en: { news: `News for {{who}}:${' soap and water.'.repeat(sentences)}` },
    sw: { news: `Habari kwa {{who}}:${' sabuni na maji.'.repeat(sentences)}` },
  });
  return pluginThat(
    'crier',
    (scope) => {
      scope.on('message.received', { direct: false }, (context) => {
        const { actor } = context;
        if (actor === undefined) return;
        context.say({ group: 'north-area' }, 'news', { who: context.mention(actor.person) });
      });
    },
    locales,
  );
}

describe('a post in two languages', () => {
  it('is one message where both fit, and mentions people once', async () => {
    await using community = await testCommunity({ plugins: [await announcing(1)] });

    await community.says('ana', 'north-area', 'hello');
    const [post, ...more] = community.group('north-area').messages.slice(1);

    expect(more).toEqual([]);
    expect(post?.text).toBe(
      'News for @Ana Reyes: soap and water.\n\nHabari kwa Ana Reyes: sabuni na maji.',
    );
    expect(post?.mentions).toEqual(['ana']);
  });

  it('is two messages where one would be too long, each whole, and mentions people once', async () => {
    await using community = await testCommunity({ plugins: [await announcing(200)] });

    await community.says('ana', 'north-area', 'hello');
    const posts = community.group('north-area').messages.slice(1);

    expect(posts.map(({ text }) => text.slice(0, 12))).toEqual(['News for @An', 'Habari kwa A']);
    expect(posts.map(({ mentions }) => mentions)).toEqual([['ana'], []]);
    expect(community.actions).toHaveLength(1);
    expect(community.actions[0]?.outcome).toMatchObject({
      kind: 'sent',
      messages: posts.map(({ id }) => id),
    });
  });
});
