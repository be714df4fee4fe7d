import { describe, expect, it } from 'vitest';
import { findMentions, knownNames } from '../../../src/chat-export/body/mentions.js';

function mentionsIn(text: string, ...people: string[]): readonly string[] {
  const names = knownNames();
  for (const person of people) names.add(person);
  return findMentions(text, names);
}

describe('mentions', () => {
  it('are what stands between isolates', () => {
    expect(mentionsIn('thanks @\u2068Ana Reyes\u2069 and @\u2068~\u202fGrace\u2069')).toEqual([
      'Ana Reyes',
      '~ Grace',
    ]);
  });

  it('are ids', () => {
    expect(mentionsIn('@639170001111, see @+254700000145!')).toEqual([
      '639170001111',
      '+254700000145',
    ]);
  });

  it('are typed names of people who have written', () => {
    const people = ['Ana', 'Ana Reyes', '~ Grace', 'فاطمة', 'Dr: Amina'];

    expect(mentionsIn('@Ana Reyes @grace @فاطمة @Dr: Amina', ...people)).toEqual([
      ...['Ana Reyes', '~ Grace', 'فاطمة', 'Dr: Amina'],
    ]);
  });

  it('are whole names', () => {
    expect(mentionsIn('@Anabel @Ana_2 @Ana', 'Ana')).toEqual(['Ana']);
    expect(mentionsIn('@Anabel', 'Ana')).toEqual([]);
  });

  it('are given once each', () => {
    expect(mentionsIn('@Ana @\u2068Ana\u2069 @Ana', 'Ana')).toEqual(['Ana']);
  });

  it.each([
    ['mail ana@Ana.org', 'Ana'],
    ['a@639170001111', 'Ana'],
    ['@everyone', 'Ana'],
    ['@', 'Ana'],
    ['meet @ 10', 'Ana'],
    ['@12345', 'Ana'],
    ['@\u2068\u200e\u2069', 'Ana'],
    ['@\u2068never closed', 'Ana'],
  ])('are not found in %j', (text, person) => {
    expect(mentionsIn(text, person)).toEqual([]);
  });
});
