import { describe, expect, it } from 'vitest';
import { displayWidth, fitTo, padTo } from '../../../src/playground/text/display-width.js';

describe('the width of a text on a terminal', () => {
  it.each([
    ['letters', 'Salamat', 7],
    ['letters with marks over them', 'e\u0301a\u0303', 2],
    ['Arabic with vowel signs', 'مُرحَّب', 4],
    ['Devanagari digits', '०७१२', 4],
    ['a picture', '👏', 2],
    ['a picture made of several', '👩🏽‍⚕️', 2],
    ['East Asian letters', '日本', 4],
    ['invisible signs of direction', '\u2068العربية\u2069', 7],
    ['colours', '\u001b[2mdim\u001b[22m', 3],
    ['nothing', '', 0],
  ])('counts %s', (_, text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('fills up to a column, and leaves what is longer', () => {
    expect(padTo('日本', 6)).toBe('日本  ');
    expect(padTo('Area North', 4)).toBe('Area North');
  });

  it('cuts what does not fit, so that columns stay straight', () => {
    expect(fitTo('Area North', 12)).toBe('Area North  ');
    expect(fitTo('Midwives and Birth Attendants', 12)).toBe('Midwives an…');
    expect(displayWidth(fitTo('日本日本日本', 6))).toBe(6);
  });
});
