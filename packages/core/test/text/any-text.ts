import type { Part, Text } from '@kapwa/core';
import fc from 'fast-check';

const units = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...'abc de. \n') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('مرحبا ', 'नमस्ते', '👩🏽‍⚕️', 'é', 'ก็', '? ', '。', '\u00a0'),
  },
  { weight: 1, arbitrary: fc.constantFrom('\u2068Ana (CHW)\u2069', '\u2066+63 917\u2069') },
);

/** Words of all kinds, with isolates that are closed again. */
function words(maxLength = 30): fc.Arbitrary<string> {
  return fc.string({ unit: units, minLength: 1, maxLength });
}

const simple: fc.Arbitrary<Part> = fc.oneof(
  { weight: 4, arbitrary: words().map((text): Part => ({ kind: 'plain', text })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('Ana', 'Ben Otieno', 'آمنة')
      .map((name): Part => ({ kind: 'mention', person: name, name })),
  },
  {
    weight: 1,
    arbitrary: fc.constant<Part>({ kind: 'link', url: 'https://ex.org/a', label: 'Form' }),
  },
  { weight: 1, arbitrary: fc.constant<Part>({ kind: 'link', url: 'https://ex.org/b' }) },
  { weight: 1, arbitrary: words(12).map((text): Part => ({ kind: 'code', text })) },
);
const inline = fc.array(simple, { minLength: 1, maxLength: 4 });

const part: fc.Arbitrary<Part> = fc.oneof(
  { weight: 5, arbitrary: simple },
  { weight: 1, arbitrary: inline.map((parts): Part => ({ kind: 'emphasis', parts })) },
  { weight: 1, arbitrary: inline.map((parts): Part => ({ kind: 'quote', parts })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.array(inline, { maxLength: 4 }), fc.option(fc.nat(9), { nil: undefined }))
      .map(
        ([items, from]): Part => ({
          kind: 'list',
          items,
          ...(from === undefined ? {} : { from }),
        }),
      ),
  },
  { weight: 1, arbitrary: fc.constant<Part>({ kind: 'border' }) },
);

/** Texts of parts of every kind. */
export const anyText: fc.Arbitrary<Text> = fc.array(part, { minLength: 1, maxLength: 14 });

/** Whether every isolate that is opened is closed, and none is closed that was not opened. */
export function isBalanced(shown: string): boolean {
  let open = 0;
  for (const [mark] of shown.matchAll(/[\u2066-\u2069]/gu)) {
    open += mark === '\u2069' ? -1 : 1;
    if (open < 0) return false;
  }
  return open === 0;
}
