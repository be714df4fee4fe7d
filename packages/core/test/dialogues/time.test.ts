import { createEmbeddedStore } from '@kapwa/core';
import { testCommunity } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';
import { type AppealSpec, appealSpec, appealsWith, appealWords } from './appeals.js';

const DAY = 24 * 60 * 60_000;
const QUESTION =
  'Why should your post come back?\n1. It was a mistake\n2. It was taken out of context';
const WORDS = 'Tell the admins in your own words.';

type Timeout = NonNullable<AppealSpec['steps']['words']['timeout']>;

/** The appeal with a limit of time for the words. */
function inTime(timeout: Timeout): Partial<AppealSpec> {
  return {
    steps: { ...appealSpec.steps, words: { ...appealSpec.steps.words, timeout } },
    left: (context, { about }, by) =>
      void context.say({ person: context.actor?.person.id ?? '' }, 'done.sent', {
        reason: about,
        words: by,
      }),
  };
}

async function askedForWords(timeout: Timeout) {
  const { plugin } = appealsWith(await appealWords(), inTime(timeout));
  const community = await testCommunity({ plugins: [plugin] });
  await community.tellsBot('ana', 'appeal');
  await community.tellsBot('ana', '1');
  return community;
}

describe('a dialogue survives', () => {
  it('a restart between any two messages', async () => {
    const folder = await temporaryFolder();
    await using north = await testCommunity({
      plugins: [appealsWith(await appealWords()).plugin],
      store: () => createEmbeddedStore(folder),
    });

    for (const text of ['appeal', '1', 'my words', 'yes']) {
      await north.tellsBot('ana', text);
      await north.restarts();
    }

    expect(north.phone('ana').fromBot).toEqual([
      QUESTION,
      WORDS,
      'Shall I send it?',
      'Sent: mistake, my words.',
    ]);
  });
});

describe('when nobody answers', () => {
  it('ends after its time, and lets the plugin say so', async () => {
    await using north = await askedForWords({ after: 3 * DAY, otherwise: 'leave' });

    await north.passes('2 days');
    expect(north.phone('ana').latest).toBe(WORDS);
    await north.passes('1 day');

    expect(north.phone('ana').latest).toBe('Sent: your post, timeout.');
    expect(await north.store.list('appeals.dialogue.appeal', '')).toEqual([]);
  });

  it('reminds before the end, once, and not in the night', async () => {
    await using north = await askedForWords({
      after: 2 * DAY,
      remind: 10 * 3_600_000,
      otherwise: 'leave',
    });
    const before = north.phone('ana').fromBot.length;

    // Asked at nine in the morning: the reminder falls on eleven in the evening.
    await north.passes('38 hours');
    expect(north.phone('ana').fromBot.slice(before)).toEqual([]);
    await north.passes('8 hours');

    expect(north.phone('ana').fromBot.slice(before)).toEqual([WORDS]);
  });

  it('goes on where the step says', async () => {
    await using north = await askedForWords({ after: DAY, otherwise: { next: 'sure' } });

    await north.passes('1 day');

    expect(north.phone('ana').latest).toBe('Shall I send it?');
  });

  it('rests in silence, and goes on when the person writes again', async () => {
    await using north = await askedForWords({ after: DAY, otherwise: 'rest' });

    await north.passes('1 day');
    expect(north.phone('ana').latest).toBe(WORDS);
    await north.tellsBot('ana', 'my words');

    expect(north.phone('ana').latest).toMatch(/^We stopped in the middle of something/);
  });

  it('leaves those in peace who have answered', async () => {
    await using north = await askedForWords({ after: 2 * DAY, remind: DAY, otherwise: 'leave' });
    await north.tellsBot('ana', 'my words');

    await north.passes('1 week');

    expect(north.phone('ana').latest).toBe('Shall I send it?');
  });

  it('counts from the new beginning when it was begun anew', async () => {
    await using north = await askedForWords({ after: 2 * DAY, otherwise: 'leave' });
    await north.passes('1 day');
    await north.tellsBot('ana', 'appeal');
    await north.tellsBot('ana', '1');

    await north.passes('1 day');
    expect(north.phone('ana').latest).toBe(WORDS);
    await north.passes('1 day');

    expect(north.phone('ana').latest).toBe('Sent: your post, timeout.');
  });

  it('keeps its time over a restart', async () => {
    await using north = await askedForWords({ after: 2 * DAY, otherwise: 'leave' });

    await north.restarts(() => north.world.clock.advance(3 * DAY));

    expect(north.phone('ana').latest).toBe('Sent: your post, timeout.');
  });
});
