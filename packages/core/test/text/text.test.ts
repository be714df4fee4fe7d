import {
  joinTexts,
  link,
  mention,
  plain,
  plainText,
  type Text,
  withoutMentions,
} from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const text: Text = [
  ...plain('Thank you '),
  { kind: 'emphasis', parts: [mention('p1', 'Ana'), ...plain('!')] },
  ...plain(' See '),
  link('https://example.org', 'the guide'),
  ...plain(' or '),
  link('https://example.org/a'),
];

describe('a text', () => {
  it('reads without any formatting', () => {
    expect(plainText(text)).toBe(
      'Thank you @Ana! See the guide (https://example.org) or https://example.org/a',
    );
  });

  it('can name people without notifying them, in emphasis too', () => {
    const quiet = withoutMentions(text);

    expect(plainText(quiet)).toBe(
      'Thank you Ana! See the guide (https://example.org) or https://example.org/a',
    );
    expect(JSON.stringify(quiet)).not.toContain('mention');
    expect(plainText(text)).toContain('@Ana');
  });

  it('can be joined with others, none or one or many', () => {
    expect(plainText(joinTexts([], ', '))).toBe('');
    expect(plainText(joinTexts([plain('a')], ', '))).toBe('a');
    expect(plainText(joinTexts([plain('a'), [], plain('c')], ', '))).toBe('a, , c');
  });
});
