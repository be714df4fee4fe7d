import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatOf, refusal, written } from './written-chat.js';

const two = (value: number) => String(value).padStart(2, '0');

const time = fc
  .tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 0, max: 23 }), fc.nat(59))
  .map(([day, hour, minute]) => `${two(day)}/12/2023, ${two(hour)}:${two(minute)}`);

const name = fc.constantFrom(
  'Ana',
  'Grace Achieng',
  '~ Mercy',
  '+63 917 000 0000',
  'فاطمة',
  'José 🌷',
);

/** Pieces that a careless reader could stumble over. */
const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    ...[
      '12/05/2024',
      '[1] ',
      '31/12/2023, 23:59',
      '@Ana',
      '@\u2068Ana\u2069',
      '<b>',
      '\u200e',
      ': ',
    ],
    ...[
      'http://x',
      '٣١/١٢',
      ' - ',
      '>',
      '<',
      ')',
      ' (',
      'POLL:',
      '\u202f',
      '{"at":',
      '~',
      '🌷',
      '-',
    ],
  ),
);

const line = fc
  .array(piece, { maxLength: 6 })
  .map((pieces) => pieces.join('').replace(/[\r\n\ufeff]/g, ' '));

/** A line that is part of a message for certain: no start of one, and no placeholder. */
const inside = line.map((text) => `. ${text} .`);

describe('whatever is in a file', () => {
  it('nothing but a KapwaError is thrown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.boolean(), async (lines, json) => {
        const text = (json ? ['{"at":1}', ...lines] : lines).join('\n');
        const result = await refusal(await written(text || ' '));

        expect(result === 'it was read' || (result as Error).name === 'KapwaError').toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('nothing but a KapwaError is thrown at bytes either', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (bytes) => {
        const result = await refusal(await written(bytes));

        expect(result === 'it was read' || (result as Error).name === 'KapwaError').toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('whatever people write', () => {
  const message = fc.record({
    time,
    name,
    lines: fc.array(inside, { minLength: 1, maxLength: 5 }),
  });

  it('every line is in exactly one message', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (sent) => {
        const { entries } = await chatOf(
          sent.map((one) => `${one.time} - ${one.name}: ${one.lines.join('\n')}`),
        );

        expect(entries.every(({ type }) => type === 'message')).toBe(true);
        expect(entries.map(({ text }) => text)).toEqual(sent.map(({ lines }) => lines.join('\n')));
      }),
      { numRuns: 200 },
    );
  });

  it('senders, numbering and lines are kept', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (sent) => {
        const { messages } = await chatOf(
          sent.map((one) => `${one.time} - ${one.name}: ${one.lines.join('\n')}`),
        );
        let at = 1;
        const starts = sent.map(({ lines }) => {
          at += lines.length;
          return at - lines.length;
        });

        expect(messages.map(({ from }) => from)).toEqual(sent.map((one) => one.name));
        expect(messages.map(({ index }) => index)).toEqual(sent.map((_, index) => index));
        expect(messages.map((one) => one.line)).toEqual(starts);
      }),
      { numRuns: 100 },
    );
  });
});
