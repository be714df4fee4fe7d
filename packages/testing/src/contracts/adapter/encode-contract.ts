import { type EncodeFacts, type Part, plainText, type Text } from '@kapwa/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCharacter } from '../any-character.js';
import type { AdapterUnderTest } from './under-test.js';

const facts: EncodeFacts = {
  chat: { id: 'somewhere', direct: false },
  accountOf: (person) => (person.startsWith('known') ? `account-${person}` : undefined),
};

function words(maxLength: number): fc.Arbitrary<string> {
  const unit = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...'abc *_~`<>&@[](){}\\/.\n ') },
    { weight: 1, arbitrary: fc.constantFrom('👩🏽‍⚕️', 'é', 'مرحبا', 'नमस्ते', '\u2068', '\u2069') },
    { weight: 1, arbitrary: anyCharacter },
  );
  return fc.string({ unit, minLength: 1, maxLength });
}

const someUrl = fc.constantFrom('https://example.org', 'https://example.org/a/b?c=d&e=(f)#g_h*');

function partOf(longest: number): fc.Arbitrary<Part> {
  const simple = fc.oneof(
    fc.record({ kind: fc.constant('plain' as const), text: words(longest) }),
    fc.record({
      kind: fc.constant('mention' as const),
      person: fc.constantFrom('known-1', 'known-2', 'unknown'),
      name: words(30),
    }),
    fc.record({ kind: fc.constant('link' as const), url: someUrl, label: words(30) }),
    fc.record({ kind: fc.constant('link' as const), url: someUrl }),
  );
  const emphasis = fc.record({
    kind: fc.constant('emphasis' as const),
    parts: fc.array(simple, { minLength: 1, maxLength: 3 }),
  });
  return fc.oneof(simple, emphasis);
}

function send(text: Text) {
  return { kind: 'message.send', to: { group: 'contract-group' }, text } as const;
}

/** What writing any text down must be like: whole, within the limits, and the same every time. */
export function encodeContract(under: () => AdapterUnderTest): void {
  it('writes any text in messages that are not too long', () => {
    const { adapter, wordsOf } = under();
    const text = fc.array(partOf(200), { minLength: 1, maxLength: 8 });

    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 10 }), (parts, times) => {
        const long = Array.from({ length: times }, () => parts).flat();
        const steps = adapter.encode(send(long), facts);
        const messages = steps.flatMap((step) => wordsOf(step) ?? []);

        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) expect(message.length).toBeLessThanOrEqual(adapter.maxText);
      }),
      { numRuns: 25 },
    );
  });

  it('loses no word of a text that it has to cut', () => {
    const { adapter, wordsOf } = under();
    const count = Math.ceil(adapter.maxText / 4);
    const numbers = Array.from({ length: count }, (_, index) => `w${index}`);

    const steps = adapter.encode(send([{ kind: 'plain', text: numbers.join(' ') }]), facts);

    const written = steps.flatMap((step) => (wordsOf(step) ?? '').split(/\s+/));
    expect(steps.length).toBeGreaterThan(1);
    expect(written.filter((word) => word !== '')).toEqual(numbers);
  });

  it('names somebody it cannot mention', () => {
    const { adapter, wordsOf } = under();
    const text: Text = [{ kind: 'mention', person: 'unknown', name: 'Ana' }];

    const steps = adapter.encode(send(text), facts);

    expect(steps.map(wordsOf).join('')).toContain('Ana');
  });

  it('writes the same text the same way, in plain data', () => {
    const { adapter } = under();
    const text = fc.array(partOf(50), { minLength: 1, maxLength: 5 });

    fc.assert(
      fc.property(text, (parts) => {
        fc.pre(plainText(parts).trim() !== '');
        const once = adapter.encode(send(parts), facts);

        expect(adapter.encode(send(parts), facts)).toEqual(once);
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
      }),
      { numRuns: 25 },
    );
  });
}
