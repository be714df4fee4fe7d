import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { issuesFromZod } from '../../src/blueprint/schema-issues.js';

/** Options as a plugin may have them. */
const options = z.strictObject({
  mode: z.enum(['off', 'observe']).default('observe'),
  steps: z.array(z.strictObject({ after: z.number() })).optional(),
  reminder: z
    .union([
      z.literal(false),
      z.strictObject({ day: z.enum(['monday', 'friday']), at: z.string() }),
    ])
    .prefault({ day: 'monday', at: '09:00' }),
});

function issuesOf(data: unknown) {
  const { error } = options.safeParse(data);
  return issuesFromZod(options, error?.issues ?? [], data);
}

describe('what a schema finds', () => {
  it('comes with the word that was meant', () => {
    expect(issuesOf({ mode: 'observ', remindr: false })).toMatchObject([
      { path: ['mode'], suggestion: 'observe' },
      { path: ['remindr'], suggestion: 'reminder' },
    ]);
  });

  it('in a list is placed there', () => {
    expect(issuesOf({ steps: [{ after: 1 }, { after: 1, aftr: 2 }] })).toEqual([
      {
        path: ['steps', 1, 'aftr'],
        message: '"aftr" is not a setting of "steps.1".',
        suggestion: 'after',
      },
    ]);
  });

  it('in one of several forms is what is wrong with the form that was tried', () => {
    expect(issuesOf({ reminder: { dai: 'monday', day: 'mondy', at: '9:00' } })).toMatchObject([
      { path: ['reminder', 'day'], suggestion: 'monday' },
      { path: ['reminder', 'dai'], suggestion: 'day' },
    ]);
  });

  it('in none of several forms is told as it is', () => {
    expect(issuesOf({ reminder: 7 })).toMatchObject([{ path: ['reminder'] }]);
  });
});
