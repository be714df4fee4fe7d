import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { localeContract } from '@kapwa/testing/contracts';
import { describe, expect, it } from 'vitest';
import { officeHours } from '../third-party/office-hours.js';

const monday = '2027-03-01T10:00+03:00';
const saturday = '2027-03-06T10:00+03:00';

function office(start: string, options = {}): Promise<TestCommunity> {
  return testCommunity({ plugins: [officeHours], options: { 'office-hours': options }, start });
}

const closed = 'The office is closed now. It is open from Monday to Friday, 08:00 to 17:00.';

describe('whoever asks when the office is open', () => {
  it('reads it in the languages of the group', async () => {
    await using community = await office(monday);
    await community.says('ana', 'north-area', '/office hours');
    expect(community.group('north-area').fromBot).toEqual([
      'The office is open now, until 17:00.\n\nOfisi iko wazi sasa, hadi 17:00.',
    ]);
  });

  it('may ask in any language', async () => {
    await using community = await office(saturday);
    await community.says('baraka', 'basic-training', '/saa za ofisi');
    expect(community.group('basic-training').fromBot).toEqual([
      'Ofisi imefungwa sasa. Iko wazi Jumatatu hadi Ijumaa, 08:00 hadi 17:00.',
    ]);
  });

  it('needs no slash in a direct chat, and is told how it is by then', async () => {
    await using community = await office(monday);
    await community.tellsBot('ana', 'office hours');
    expect(community.phone('ana').latest).toBe('The office is open now, until 17:00.');
    await community.passes('7 hours');
    await community.tellsBot('ana', 'office hours');
    expect(community.phone('ana').latest).toBe(closed);
  });

  it('is told how it is where the group is', async () => {
    await using community = await office('2027-03-01T08:30+03:00');
    await community.says('grace', 'admin-only', '/office');
    await community.says('grace', 'cairo-team', '/office');
    expect(community.group('admin-only').fromBot[0]).toMatch(/^The office is open/);
    expect(community.group('cairo-team').fromBot).toEqual([closed]);
  });

  it('is told the hours of community.yaml', async () => {
    await using community = await office(monday, { opens: '09:30', closes: '12:00' });
    await community.tellsBot('ana', 'office');
    expect(community.phone('ana').latest).toBe('The office is open now, until 12:00.');
  });
});

describe('whoever asks a group for help', () => {
  it('is told when the office is open, below their message', async () => {
    await using community = await office(saturday);
    const asked = await community.says('ana', 'medical-supplies', 'Can somebody please help me?');
    const answer = community.group('medical-supplies').messages.at(-1);
    expect(answer).toMatchObject({ from: 'kapwa', text: closed, replyTo: asked });
  });

  it('is left to people while the office is open', async () => {
    await using community = await office(monday);
    await community.says('ana', 'north-area', 'Can somebody please help me?');
    await community.says('baraka', 'north-area', 'The office hours are on the door');
    expect(community.group('north-area').fromBot).toEqual([]);
  });
});

it('a time that is none is named at the start', async () => {
  await expect(office(monday, { opens: '8 am' })).rejects.toThrow('write a time of day as HH:MM');
});

localeContract('office-hours', new URL('../third-party/locales/', import.meta.url), 'office-hours');
