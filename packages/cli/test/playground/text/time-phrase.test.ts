import { describe, expect, it } from 'vitest';
import { momentOf } from '../../../src/playground/stage/start-time.js';
import { readTimePhrase } from '../../../src/playground/text/time-phrase.js';

const manila = 'Asia/Manila';
/** A Thursday. */
const now = momentOf('2027-03-04T08:00', manila);

describe('saying a time', () => {
  it.each([
    ['+10m', '2027-03-04T08:10'],
    ['+1h30m', '2027-03-04T09:30'],
    ['+2d', '2027-03-06T08:00'],
    ['+1w', '2027-03-11T08:00'],
    ['17:30', '2027-03-04T17:30'],
    ['07:00', '2027-03-05T07:00'],
    ['9', '2027-03-04T09:00'],
    ['fri 16:00', '2027-03-05T16:00'],
    ['Friday 16:00', '2027-03-05T16:00'],
    ['mon', '2027-03-08T09:00'],
    ['thu 08:00', '2027-03-11T08:00'],
    ['thu 9', '2027-03-04T09:00'],
    ['tomorrow 07:15', '2027-03-05T07:15'],
  ])('understands %s', (phrase, wallClock) => {
    expect(readTimePhrase(phrase, now, manila)).toBe(momentOf(wallClock, manila));
  });

  it.each([
    '',
    '+',
    '+10',
    '+2x',
    '25:00',
    '9:75',
    'someday',
    'fri 16:00 sharp',
    '9:00 mon',
    'freitag',
  ])('does not guess what "%s" means', (phrase) => {
    expect(readTimePhrase(phrase, now, manila)).toBeUndefined();
  });

  it('means the wall clock also where the clocks are changed in between', () => {
    const saturday = momentOf('2027-03-27T12:00', 'Europe/Berlin');

    expect(readTimePhrase('sun 09:00', saturday, 'Europe/Berlin')).toBe(
      Date.UTC(2027, 2, 28, 7, 0),
    );
  });
});
