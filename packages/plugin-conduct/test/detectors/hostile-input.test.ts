import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Detector, detectors } from '../../src/detectors/index.js';

const LIMIT_MS = 50;
const SIZE = 65_536;
const COUNTRIES = ['KE', 'PH', 'UG', 'IN', 'EG', 'NG'];

/** What a filter has been brought to its knees with, each repeated to 64 KB. */
const REPEATED = [
  ...['0', '1', '0 ', '12 ', '9 7 8 ', '0-', '+1', '1,', '1,234,', '12/', '2024 ', '1.234567, '],
  ...['0712345678 ', '0712 345 678\n', '+254712345678 ', 'call 1234567 ', '📞 712345678 ', 'O 0 '],
  ...['chat.', 'chat.whatsapp.com/', 'chat . whatsapp . com ', 't.me/', 'wa.me/', 'whatsapp', 'p'],
  ...['\u0301', 'a\u0301', '\u200b', '٠', '😀', '🇰', 'ﷺ', '%25', '&#46;', '@', 'a@b.', 'http://'],
  ...['zero seven ', 'double ', 'و', 'batch no ', 'account 12 12 ', 'Ksh 1,234,567 ', '1°', 'l1'],
  ...['dot ', 'slash ', 'AbCdEfGhIjKlMnOpQrSt12 ', 'bit.ly/abc whatsapp join ', '((0)', '\n', '_'],
];

const HOSTILE: readonly string[] = [
  `${' '.repeat(60_000)}x`,
  ...REPEATED.map((part) => part.repeat(Math.ceil(SIZE / part.length)).slice(0, SIZE)),
  ...[1, 2, 3].map((seed) => mixed(seed)),
];

function mixed(seed: number): string {
  const parts = [...REPEATED, 'a', ' ', '(', ')', '+', ':', ',', 'com', '/', 'one ', 'tel:'];
  let state = seed;
  let text = '';
  while (text.length < SIZE) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += parts[state % parts.length];
  }
  return text.slice(0, SIZE);
}

function fastest(detect: Detector, text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8 && best >= LIMIT_MS; round += 1) {
    const begin = performance.now();
    detect({ text, countries: COUNTRIES });
    best = Math.min(best, performance.now() - begin);
  }
  return best;
}

describe.each(detectors)('$name against hostile messages', ({ detect }) => {
  it('answers within 50 ms on 64 KB, whatever they are made of', () => {
    const slow = HOSTILE.map((text) => ({ text: text.slice(0, 24), ms: fastest(detect, text) }));

    expect(slow.filter(({ ms }) => ms >= LIMIT_MS)).toEqual([]);
  }, 60_000);

  it('never throws and points only into the message', () => {
    const fragment = fc.constantFrom(
      ...['0712345678', '+254', 'chat.whatsapp.com/', 'AbC1', ' ', '\n', '.', '/', '٠٩', 'zero '],
      ...['\u200b', '\u0301', '0️⃣', 'wa.me/', 't.me/+', '%2E', '(', '-', 'call ', 'batch ', '👍'],
    );
    const message = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc
        .array(fc.oneof(fragment, fc.string({ unit: 'grapheme', maxLength: 3 })), { maxLength: 24 })
        .map((parts) => parts.join('')),
    );

    fc.assert(
      fc.property(message, fc.subarray(COUNTRIES), (text, countries) => {
        let behind = 0;
        for (const { start, end } of detect({ text, countries })) {
          expect(start).toBeGreaterThanOrEqual(behind);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          behind = end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ['Baybayin', 'ᜃᜓᜋᜓᜐ᜔ᜆ ᜃᜌᜓ'],
    ['Thai', 'ขอบคุณทุกคนมากครับ'],
    ['Arabic', 'بسم الله الرحمن الرحيم، صباح الخير'],
    ['Hindi', 'सभी आशा दीदियों को धन्यवाद'],
    ['Amharic', 'እንኳን ደህና መጡ'],
    ['emoji with joiners', '👩🏽‍⚕️👨‍👩‍👧‍👦🏳️‍🌈'],
  ])('has nothing against %s', (_, text) => {
    expect(detect({ text, countries: COUNTRIES })).toEqual([]);
  });

  it('copes with countries that do not exist', () => {
    const text = 'call 0712 345 678 or chat.whatsapp.com/AbC123';

    expect(() => detect({ text, countries: ['', 'XX', 'ke', '🇰🇪'] })).not.toThrow();
  });
});
