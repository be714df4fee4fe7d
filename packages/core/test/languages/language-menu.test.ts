import { languageOptions } from '@kapwa/core';
import { anyCharacter } from '@kapwa/testing/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLanguageChoice } from '../../src/languages/language-menu.js';

const tags = ['en', 'fil', 'sw', 'hi', 'ar', 'es', 'fr', 'my', 'ht', 'ceb', 'id'];
const options = languageOptions(tags);

describe('a menu of languages', () => {
  it('names each as its speakers do, numbered from 1', () => {
    expect(options.map(({ number, name }) => `${number}. ${name}`)).toEqual([
      '1. English',
      '2. Filipino (Tagalog)',
      '3. Kiswahili',
      '4. हिन्दी',
      '5. العربية',
      '6. Español',
      '7. Français',
      '8. မြန်မာဘာသာ',
      '9. Kreyòl ayisyen',
      '10. Binisaya',
      '11. Bahasa Indonesia',
    ]);
  });

  it.each([
    ['3', 'sw'],
    ['٣', 'sw'],
    ['३', 'sw'],
    ['၃', 'sw'],
    ['３', 'sw'],
    ['3️⃣', 'sw'],
    ['3.', 'sw'],
    [' 3) ', 'sw'],
    ['11', 'id'],
    ['١١', 'id'],
    ['Kiswahili', 'sw'],
    ['3. Kiswahili', 'sw'],
    ['swahili', 'sw'],
    ['SWAHILI!', 'sw'],
    ['sw', 'sw'],
    ['sw-KE', undefined],
    ['espanol', 'es'],
    ['Español', 'es'],
    ['Espan\u0303ol', 'es'],
    ['spanish', 'es'],
    ['العربية', 'ar'],
    ['\u200fالعربية\u200f', 'ar'],
    ['الْعَرَبِيَّة', 'ar'],
    ['arabic', 'ar'],
    ['हिन्दी', 'hi'],
    ['Tagalog', 'fil'],
    ['filipino', 'fil'],
    ['tl', 'fil'],
    ['Filipino (Tagalog)', 'fil'],
    ['မြန်မာဘာသာ', 'my'],
    ['kreyol ayisyen', 'ht'],
    ['12', undefined],
    ['0', undefined],
    ['33', undefined],
    ['hello', undefined],
    ['', undefined],
    ['...', undefined],
    ['3 or 4', undefined],
    ['4. Kiswahili', undefined],
  ])('is answered by %s with %s', (answer, tag) => {
    expect(readLanguageChoice(answer, options)).toBe(tag);
  });

  it('understands every option by its number, its name and its tag', () => {
    for (const { number, name, tag } of options) {
      expect([String(number), name, tag].map((one) => readLanguageChoice(one, options))).toEqual([
        tag,
        tag,
        tag,
      ]);
    }
  });

  it('never fails over an answer, and never makes up a language', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (answer) => {
        expect([undefined, ...tags]).toContain(readLanguageChoice(answer, options));
      }),
    );
  });
});
