import { describe, expect, it } from 'vitest';
import {
  calendarDay,
  decideDateOrder,
  isDecided,
  newDateTally,
  tallyDate,
} from '../../../src/chat-export/header/date-order.js';
import { readStamp, type Stamp } from '../../../src/chat-export/header/stamp.js';

function stampOf(date: string): Stamp {
  const stamp = readStamp(`${date}, 10:00 - Ana: hello`);
  if (stamp === undefined) throw new Error(`${date} is no date`);
  return stamp;
}

function tallied(...dates: string[]) {
  const tally = newDateTally();
  for (const date of dates) tallyDate(tally, stampOf(date));
  return tally;
}

describe('the order of day and month', () => {
  it.each([
    ['a first part above 12', ['1/2/24', '13/2/24'], 'dmy'],
    ['a second part above 12', ['2/1/24', '2/13/24'], 'mdy'],
    ['four digits in front', ['2024-02-01'], 'ymd'],
    ['a last part that can only be a day', ['24. 02. 29', '24. 03. 31', '24. 13. 1'], 'dmy'],
    ['a year in front, which no month can be', ['99/1/30', '99/2/14'], 'ymd'],
    ['time that runs forward only day first', ['30/1/24', '1/2/24', '2/2/24'], 'dmy'],
    ['time that runs forward only month first', ['1/2/24', '1/9/24', '2/1/24'], 'mdy'],
    ['time that runs forward only day first, all small', ['1/2/24', '9/2/24', '1/3/24'], 'dmy'],
    ['a few days, against a few months', ['1/2/24', '1/3/24', '1/4/24', '1/5/24'], 'mdy'],
    ['a few days, day first', ['1/2/24', '2/2/24', '3/2/24', '4/2/24'], 'dmy'],
    ['nothing at all', ['1/2/24'], 'dmy'],
    ['two days far apart either way', ['1/2/24', '3/4/24'], 'dmy'],
  ])('follows from %s', (_, dates, order) => {
    expect(decideDateOrder(tallied(...dates))).toBe(order);
  });

  it('is not turned over by one date that was pasted', () => {
    const dates = ['1/13/24', '1/14/24', '1/15/24', '13/1/24'];

    expect(decideDateOrder(tallied(...dates))).toBe('mdy');
  });

  it('is decided by the first value above 12', () => {
    expect(isDecided(tallied('1/2/24', '3/4/24'))).toBe(false);
    expect(isDecided(tallied('1/2/24', '13/4/24'))).toBe(true);
  });
});

describe('a day on the calendar', () => {
  it.each([
    ['29/2/24', [2024, 2, 29]],
    ['29/2/23', undefined],
    ['31/4/24', undefined],
    ['0/4/24', undefined],
    ['1/0/24', undefined],
    ['31/12/2566', [2023, 12, 31]],
    ['31/12/99', [2099, 12, 31]],
  ])('day first, %s is %j', (date, day) => {
    expect(calendarDay(stampOf(date), 'dmy')).toEqual(day);
  });
});
