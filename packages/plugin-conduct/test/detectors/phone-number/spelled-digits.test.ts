import { describe, expect, it } from 'vitest';
import { findSpelledRows, isCounting } from '../../../src/detectors/phone-number/spelled-digits.js';

describe('digits said in words', () => {
  it.each([
    ['English', 'oh seven double one two three four', '0711234'],
    ['Filipino', 'sero siyam isa pito isa dalawa tatlo', '0917123'],
    ['Swahili', 'sifuri saba moja mbili tatu nne tano', '0712345'],
    ['Spanish', 'seis uno dos tres cuatro cinco seis', '6123456'],
    ['French pairs', 'zero six trente-quatre quatre-vingt-dix-huit soixante-dix', '06349870'],
    ['Hindi', 'नौ आठ सात छह पांच चार तीन', '9876543'],
    ['Arabic', 'صفر سبعة تسعة واحد اثنان ثلاثة أربعة', '0791234'],
    ['words and digits mixed', 'zero seven 12 three 45', '0712345'],
  ])('are read in %s', (_, text, digits) => {
    expect(findSpelledRows(text).map((row) => row.digits)).toEqual([digits]);
  });

  it('need seven digits', () => {
    expect(findSpelledRows('there are one two three four five or six of us')).toEqual([]);
  });

  it('are told from counting and drills', () => {
    expect(isCounting('12345678')).toBe(true);
    expect(isCounting('1212121')).toBe(true);
    expect(isCounting('0712345678')).toBe(false);
  });
});
