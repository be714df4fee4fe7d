import { describe, expect, it } from 'vitest';
import { reach } from '../../src/cloud/reach.js';

const HOUR = 3_600_000;

describe('somebody on the official WhatsApp API', () => {
  it.each([
    ['who wrote an hour ago can be written to', { hasWritten: true, wroteAt: 0 }, HOUR, 'open'],
    [
      'who wrote a day ago only gets templates',
      { hasWritten: true, wroteAt: 0 },
      24 * HOUR,
      'template-only',
    ],
    ['who never wrote only gets templates', { hasWritten: false }, HOUR, 'template-only'],
    ['of whom nobody knows when they wrote', { hasWritten: true }, HOUR, 'template-only'],
  ] as const)('%s', (_, facts, now, expected) => {
    expect(reach({ ...facts, now })).toBe(expected);
  });
});
