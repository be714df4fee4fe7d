import { checkRetention, type KeptCollections, parseBlueprint } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const community = { name: 'X', purpose: 'Y', timeZone: 'UTC' };

function read(retention: unknown) {
  const parsed = parseBlueprint({ community, retention });
  if (parsed.ok) return parsed.blueprint.community.retention;
  const [{ path, message, suggestion } = { path: [], message: '' }] = parsed.issues;
  return { path: path.join('.'), message, suggestion };
}

describe('how long kinds of record are kept', () => {
  it('may be shortened, in hours, days and weeks', () => {
    const written = {
      messages: '3 days',
      fingerprints: '12 hours',
      deadLetters: '1 day',
      requests: '2 weeks',
      'recognition.thanks': '14 days',
    };

    expect(read(written)).toEqual({
      messages: 3 * DAY,
      fingerprints: 12 * HOUR,
      deadLetters: DAY,
      requests: 14 * DAY,
      'recognition.thanks': 14 * DAY,
    });
  });

  it.each([[undefined], [null]])('is as usual where nothing is said: %s', (nothing) => {
    expect(read(nothing)).toBeUndefined();
  });

  it('is as usual for a kind that is left empty', () => {
    expect(read({ messages: null, requests: '1 week' })).toEqual({ requests: 7 * DAY });
  });

  it.each([
    ['messages', '8 days', /can only be shortened: 7 days is the longest, so that/],
    ['fingerprints', '2 weeks', /can only be shortened: 7 days/],
    ['deadLetters', '30 days', /can only be shortened: 7 days/],
    ['requests', '31 days', /can only be shortened: 30 days/],
    ['messages', '2 hours', /at least 1 day: otherwise a message that comes late/],
    ['deadLetters', '12 hours', /at least 1 day: otherwise nobody would have the time/],
    ['messages', '0 days', /"0 days" is not a time. Write "12 hours"/],
    ['messages', 'a while', /"a while" is not a time/],
    ['messages', 7, /written as a number/],
    ['recognition.thanks', 'soon', /"soon" is not a time/],
  ])('cannot be any time: %s for %s', (name, time, message) => {
    expect(read({ [name]: time })).toEqual({
      path: `retention.${name}`,
      message: expect.stringMatching(message),
      suggestion: undefined,
    });
  });

  it.each([
    ['mesages', 'messages'],
    ['deadletters', 'deadLetters'],
    ['dead', 'deadLetters'],
    ['audit', undefined],
  ])('is of a kind there is: %s is none', (name, suggestion) => {
    expect(read({ [name]: '3 days' })).toMatchObject({
      path: `retention.${name}`,
      message: expect.stringContaining(`"${name}" is not a kind of record. These are: messages,`),
      ...(suggestion === undefined ? {} : { suggestion }),
    });
  });

  it('is written as names with times, not as a list', () => {
    expect(read(['3 days'])).toMatchObject({ message: expect.stringContaining('{ messages:') });
  });
});

describe('how long records of plugins are kept', () => {
  const thanks = { plugin: 'recognition', lane: 'group', keep: { for: 28 * DAY, since: () => 0 } };
  const agreements = { plugin: 'onboarding', lane: 'person' };
  const kept = new Map(
    Object.entries({ 'recognition.thanks': thanks, 'onboarding.agreements': agreements }),
  ) as KeptCollections;
  const check = (name: string, span: number) =>
    checkRetention({ retention: { [name]: span } }, kept, ['recognition', 'waiting']);

  it('may be shorter than their plugin says', () => {
    expect(check('recognition.thanks', 14 * DAY)).toEqual([]);
  });

  it.each([
    ['recognition.thanks', 29 * DAY, /can only be shortened: its plugin keeps it for 28 days/],
    ['recognition.thanks', HOUR, /at least 1 day/],
    ['onboarding.agreements', DAY, /kept until somebody has themselves erased/],
    ['recognition.thank', DAY, /No plugin keeps anything called/],
    ['other.records', DAY, /What can be shortened is: messages, .*recognition.thanks/],
  ])('cannot be any time: %s for %i ms', (name, span, message) => {
    expect(check(name, span)).toMatchObject([
      { path: ['retention', name], message: expect.stringMatching(message) },
    ]);
  });

  it('is not judged while a plugin waits for others, and so has declared nothing', () => {
    expect(check('waiting.list', 14 * DAY)).toEqual([]);
  });
});
