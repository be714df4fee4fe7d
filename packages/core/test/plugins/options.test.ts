import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkPluginOptions, defineBlueprint, describeIssue } from '../../src/index.js';

/** A plugin whose author explains nothing: not what a text is, not what a list is. */
const bulletin = {
  name: 'bulletin',
  options: z.strictObject({
    mode: z.enum(['off', 'post']).default('post'),
    perDay: z.int().min(1).max(5).default(1),
    words: z.array(z.string().min(2)).default([]),
    title: z.string().max(10).optional(),
    address: z.url().optional(),
    reminder: z.union([z.literal(false), z.strictObject({ at: z.string() })]).default(false),
    hour: z
      .string()
      .regex(/^\d\d:\d\d$/, 'Write the hour as HH:MM.')
      .optional(),
  }),
  setup() {},
};

function saidOf(bulletinOptions: unknown): string {
  const { community } = defineBlueprint({
    community: { name: 'Health', purpose: 'Care', timeZone: 'Asia/Manila' },
    plugins: { bulletin: bulletinOptions },
  });
  return checkPluginOptions(community, [bulletin]).map(describeIssue).join('\n');
}

describe('options that a plugin cannot use are explained to whoever fills in the file', () => {
  it.each([
    [
      { mode: 'pots' },
      'mode: "pots" is not one of the words for "mode". Choose "off", "post". Did you mean "post"?',
    ],
    [{ mode: 3 }, 'mode: "mode" is a number here. Write one of "off", "post" instead.'],
    [{ perDay: 'two' }, 'perDay: "perDay" is text here. Write a number instead.'],
    [{ perDay: 1.5 }, 'perDay: "perDay" is a number here. Write a whole number instead.'],
    [{ perDay: 9 }, 'perDay: "perDay" is more than 5. Write 5 or less.'],
    [{ perDay: 0 }, 'perDay: "perDay" is less than 1. Write 1 or more.'],
    [{ words: 'tea' }, 'words: "words" is text here. Write a list in [ ] instead.'],
    [
      { words: ['tea', 'a'] },
      'words.1: Entry 2 of "words" is shorter than 2 letters. Write 2 letters or more.',
    ],
    [
      { words: [7] },
      'words.0: Entry 1 of "words" is written as a number. Put quotes around it, so that it stays as you wrote it.',
    ],
    [
      { title: 'much too long' },
      'title: "title" is longer than 10 letters. Write 10 letters or less.',
    ],
    [{ address: 'somewhere' }, 'address: "address" is not written as it should be.'],
    [
      { reminder: 'weekly' },
      'reminder: "reminder" is text here. Write "no" or settings below it instead.',
    ],
    [{ reminder: {} }, 'reminder.at: "at" is missing. Write a text.'],
    [
      { colour: 'blue' },
      'colour: "colour" is not a setting here. These are: mode, perDay, words, title, address, reminder, hour.',
    ],
  ])('%j', (options, said) => {
    expect(saidOf(options)).toBe(`plugins.bulletin.${said}`);
  });

  it('keeps the words of a plugin that has its own', () => {
    expect(saidOf({ hour: 'nine' })).toBe('plugins.bulletin.hour: Write the hour as HH:MM.');
  });
});
