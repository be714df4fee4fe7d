import { describe, expect, it } from 'vitest';
import { type Allowed, detectPhoneNumbers } from '../../../src/detectors/index.js';

function find(text: string, countries: readonly string[] = ['KE'], allow?: Allowed) {
  return detectPhoneNumbers({ text, countries, ...(allow ? { allow } : {}) });
}

function wordsFound(text: string, countries?: readonly string[]) {
  return find(text, countries).map(({ start, end }) => text.slice(start, end));
}

describe('a phone number in a message', () => {
  it.each([
    ['with the country', '+254 712 345 678', 'international-format', 'medium'],
    ['with 00', '00254712345678', 'international-format', 'medium'],
    ['as dialled at home', '0712 345 678', 'national-format', 'medium'],
    ['behind a word for it, inside one town', 'call 2345678', 'local-format', 'low'],
    ['in a link', 'https://wa.me/254712345678', 'phone-link', 'medium'],
    ['in words', 'zero seven one two three four five six seven eight', 'spelled-digits', 'medium'],
  ])('is found %s', (_, text, reason, severity) => {
    expect(find(text)).toMatchObject([{ reason, severity }]);
  });

  it('counts less when no plan has it, as with numbers kept for fiction', () => {
    expect(find('07700 900123', ['GB'])).toMatchObject([{ severity: 'low' }]);
  });

  it('is pointed at in the words that were sent', () => {
    const text = 'Nurse: (+254) ٧١٢\u200b 345 678!';

    expect(wordsFound(text)).toEqual(['(+254) ٧١٢\u200b 345 678']);
  });

  it('is told apart from the number next to it', () => {
    expect(wordsFound('25 kits 0712345678 0722345678/0733345678')).toEqual([
      '0712345678',
      '0722345678',
      '0733345678',
    ]);
  });

  it('is found far behind other words', () => {
    const text = `${'Dear all, thank you. '.repeat(2_000)}0712 345 678`;

    expect(find(text)).toHaveLength(1);
  });

  it('is read by the formats of all countries given', () => {
    const text = 'Lina 0917 123 4567 and Ravi 98765 43210';

    expect(find(text, ['KE'])).toHaveLength(1);
    expect(find(text, ['PH', 'IN'])).toHaveLength(2);
  });

  it('is found without any country when it names its own or is announced', () => {
    expect(find('+27 82 123 4567', [])).toHaveLength(1);
    expect(find('call me 0712 345 678', [])).toHaveLength(1);
  });
});

describe('digits that are no phone number', () => {
  it.each([
    ['a mention as WhatsApp writes it', '@254712345678 thank you'],
    ['a mention in an exported chat', '@\u2068+254 712 345 678\u2069 thank you'],
    ['a batch', 'Batch no. 0712345678'],
    ['an account', 'Account 0712 345 678 901'],
    ['money', 'KES 712,345,678'],
    ['dates and times', '12/05/2024 08:00-17:00, 0800-1700'],
    ['a place', '-1.292066, 36.821946'],
    ['blood pressures', '120/80, 135/85, 142/95'],
    ['a schedule', '0, 6, 10, 14 weeks'],
    ['an emergency number', 'call 999 or 112'],
    ['a free line, which is nobody’s own', '0800 720 601'],
    ['counting', 'one two three four five six seven eight nine ten'],
    ['a tally', '0 1 0 2 3 0 1 0 0 2'],
    ['a web address', 'https://example.org/0712345678'],
  ])('are left alone: %s', (_, text) => {
    expect(find(text)).toEqual([]);
  });
});

describe('numbers that a community allows', () => {
  it('are compared in full, however they are written', () => {
    const allow = { phones: ['+254 712 345 678'] };

    expect(find('0712-345-678 or wa.me/254712345678', ['KE'], allow)).toEqual([]);
    expect(find('0712-345-679', ['KE'], allow)).toHaveLength(1);
  });
});
