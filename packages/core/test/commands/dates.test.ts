import { argument } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { withMute } from './tested-command.js';

/** A Monday in Nairobi, 11:00 there. */
const start = Date.UTC(2027, 2, 1, 8);

/** The moment a command got, as clock and calendar show it in a time zone. */
async function read(
  text: string,
  { person = 'sameer', zone = 'Africa/Nairobi', group = '' } = {},
): Promise<string> {
  const { community, given } = await withMute({ arguments: { when: argument.date() } }, { start });
  if (group === '') await community.tellsBot(person, `/mute ${text}`);
  else await community.says(person, group, `/mute ${text}`);
  const when = given[0]?.when;
  if (when === undefined) return 'not understood';
  return new Date(Number(when)).toLocaleString('sv-SE', { timeZone: zone }).slice(0, 16);
}

describe('a date behind a command', () => {
  it.each([
    ['today 16:00', '2027-03-01 16:00'],
    ['tomorrow', '2027-03-02 00:00'],
    ['tomorrow at 9:30', '2027-03-02 09:30'],
    ['the day after tomorrow 9:00', '2027-03-03 09:00'],
    ['16:00', '2027-03-01 16:00'],
    ['9:00', '2027-03-02 09:00'],
    ['4pm', '2027-03-01 16:00'],
    ['4:30 pm', '2027-03-01 16:30'],
    ['12 am', '2027-03-02 00:00'],
    ['16h30', '2027-03-01 16:30'],
    ['Friday 16:00', '2027-03-05 16:00'],
    ['16:00 on Friday', '2027-03-05 16:00'],
    ['fri, 16:00', '2027-03-05 16:00'],
    ['Monday', '2027-03-08 00:00'],
    ['Monday 16:00', '2027-03-01 16:00'],
    ['Monday 9:00', '2027-03-08 09:00'],
    ['24/12', '2027-12-24 00:00'],
    ['24/12 18:00', '2027-12-24 18:00'],
    ['1/3', '2027-03-01 00:00'],
    ['28/2', '2028-02-28 00:00'],
    ['29/2', '2028-02-29 00:00'],
    ['5/6', '2027-06-05 00:00'],
    ['24.12.2028', '2028-12-24 00:00'],
    ['24/12/28', '2028-12-24 00:00'],
    ['2027-03-01 9:00', '2027-03-01 09:00'],
    ['24 December', '2027-12-24 00:00'],
    ['December 24 2029 at 8:00', '2029-12-24 08:00'],
    ['the 24th of Dec', '2027-12-24 00:00'],
    ['Friday 5 March 10:00', '2027-03-05 10:00'],
    ['٢٤/١٢', '2027-12-24 00:00'],
    ['kesho 16:00', '2027-03-02 16:00'],
    ['غدا 16:00', '2027-03-02 16:00'],
  ])('is read: %s', async (text, moment) => {
    expect(await read(text)).toBe(moment);
  });

  it.each([
    '31/2',
    '30 February',
    '13/13',
    '25:00',
    '12:60',
    '13pm',
    'someday',
    '2027-02-30',
    '16',
    'tomorrow yesterday',
    '10:00 11:00',
    'Friday Saturday',
  ])('is none: %s', async (text) => {
    expect(await read(text)).toBe('not understood');
  });

  it('is read in the time zone of the group', async () => {
    const zone = 'Africa/Cairo';

    expect(await read('16:00', { person: 'grace', group: 'cairo-team', zone })).toBe(
      '2027-03-01 16:00',
    );
  });

  it('knows the weekdays and months of the person, and English', async () => {
    expect(await read('Ijumaa saa 16:00', { person: 'baraka', group: 'basic-training' })).toBe(
      '2027-03-05 16:00',
    );
    expect(await read('24 Desemba', { person: 'baraka', group: 'basic-training' })).toBe(
      '2027-12-24 00:00',
    );
    expect(await read('Friday', { person: 'baraka', group: 'basic-training' })).toBe(
      '2027-03-05 00:00',
    );
  });

  it('goes by the order of day and month where people live', async () => {
    const spec = { arguments: { when: argument.date() } };
    const american = { community: { countries: ['US'] }, start };
    const { community, given } = await withMute(spec, american);

    await community.tellsBot('sameer', '/mute 5/6');
    await community.tellsBot('sameer', '/mute 24/12');

    expect(given.map(({ when }) => new Date(Number(when) + 3 * 3_600_000).toISOString())).toEqual([
      '2027-05-06T00:00:00.000Z',
      '2027-12-24T00:00:00.000Z',
    ]);
  });

  it('takes the end of an hour that the clock skips, as schedules do', async () => {
    const spec = { arguments: { when: argument.date() } };
    const berlin = { community: { timeZone: 'Europe/Berlin' }, start };
    const { community, given } = await withMute(spec, berlin);

    await community.tellsBot('sameer', '/mute 2027-03-28 02:30');
    await community.tellsBot('sameer', '/mute 2027-10-31 02:30');

    expect(given.map(({ when }) => new Date(Number(when)).toISOString())).toEqual([
      '2027-03-28T01:00:00.000Z',
      '2027-10-31T00:30:00.000Z',
    ]);
  });
});
