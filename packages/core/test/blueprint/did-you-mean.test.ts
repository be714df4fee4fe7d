import { didYouMean } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const settings = ['name', 'purpose', 'languages', 'timeZone', 'countries', 'quietHours'];

describe('did you mean', () => {
  it.each([
    ['quietHour', 'quietHours'],
    ['quiethours', 'quietHours'],
    ['quiet-hours', 'quietHours'],
    ['quitHours', 'quietHours'],
    ['time_zone', 'timeZone'],
    ['timezome', 'timeZone'],
    ['lang', 'languages'],
    ['langauges', 'languages'],
    ['country', 'countries'],
    ['nmae', 'name'],
    ['pupose', 'purpose'],
  ])('takes %s for %s', (word, meant) => {
    expect(didYouMean(word, settings)).toBe(meant);
  });

  it.each(['x', 'colour', 'members', '', '---', 'q'.repeat(1000)])(
    'suggests nothing for %j, which is near to nothing',
    (word) => {
      expect(didYouMean(word, settings)).toBeUndefined();
    },
  );

  it('does not take one two-letter word for another', () => {
    expect(didYouMean('en', ['es', 'ar'])).toBeUndefined();
  });

  it('prefers the nearest of several, and the first of equals', () => {
    expect(didYouMean('group', ['group-admin', 'groups'])).toBe('groups');
    expect(didYouMean('cat', ['bat', 'hat'])).toBe('bat');
  });

  it('always finds a long word again when one letter of it is lost', () => {
    const long = fc.stringMatching(/^[a-z]{6,20}$/);

    fc.assert(
      fc.property(long, fc.nat(), (word, place) => {
        const at = place % word.length;

        expect(didYouMean(word.slice(0, at) + word.slice(at + 1), [word])).toBe(word);
      }),
    );
  });

  it('only ever suggests a known word', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, known) => {
        const meant = didYouMean(word, known);

        expect(meant === undefined || known.includes(meant)).toBe(true);
      }),
    );
  });
});
