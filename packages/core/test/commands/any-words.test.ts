import { argument } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageFrom, messageIn } from '../events.js';
import { withMute } from './tested-command.js';

const everything = {
  person: argument.person().optional(),
  group: argument.group().optional(),
  time: argument.duration().optional(),
  when: argument.date().optional(),
  count: argument.number().optional(),
  why: argument.text().optional(),
};

/** Anything people and programs send, with what looks like arguments among it. */
const piece = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  fc.constantFrom('@Ana', 'ana', 'north-area', '2h', 'siku', '24/12', '9:00', 'Friday', '٣', 'of'),
  fc.constantFrom('__proto__', '31/2', '99999999999999999999', '1e9h', '0 s', '-5 days', '@', '/'),
);
const words = fc.array(piece, { maxLength: 6 }).map((list) => list.join(' '));

describe('whatever is written behind a command', () => {
  it('is used or answered, and never breaks anything', async () => {
    const { community, uses } = await withMute({ arguments: everything });
    let number = 0;

    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        number += 1;
        const event = messageFrom('ana', `/mute ${text}`, { id: `m${number}` });
        await community.kit.receive(event).settled;
        expect(community.failures).toEqual([]);
      }),
      { numRuns: 300 },
    );

    expect(uses.length).toBeGreaterThan(0);
  });

  it('comes to the handler untouched where it is text', async () => {
    const { community, given } = await withMute({ arguments: { why: argument.text() } });
    let number = 0;

    await fc.assert(
      fc.asyncProperty(words, async (text) => {
        fc.pre(/[^\s\p{Cf}]/u.test(text));
        number += 1;
        const event = messageFrom('ana', `/mute ${text}`, { id: `m${number}` });
        await community.kit.receive(event).settled;
        expect(String(given.at(-1)?.why).replace(/^[\s\p{Cf}]+/u, '')).toBe(
          text.replace(/^[\s\p{Cf}]+/u, '').trimEnd(),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('says a length of time the same way, in any unit and either order', async () => {
    const { community, given } = await withMute({ arguments: { time: argument.duration() } });
    const units = [
      ['s', 1_000],
      ['dakika', 60_000],
      ['oras', 3_600_000],
      ['days', 86_400_000],
      ['أسبوع', 604_800_000],
    ] as const;
    let number = 0;

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 500 }),
        fc.constantFrom(...units),
        fc.constantFrom('joined', 'apart', 'unit first'),
        async (amount, [unit, length], style) => {
          number += 1;
          const said = { joined: `${amount}${unit}`, apart: `${amount} ${unit}` };
          const text = style === 'unit first' ? `${unit} ${amount}` : said[style as 'apart'];
          const event = messageFrom('ana', `/mute ${text}`, { id: `m${number}` });
          await community.kit.receive(event).settled;
          expect(given.at(-1)).toEqual({ time: amount * length });
        },
      ),
      { numRuns: 100 },
    );
  });

  it('never makes the bot answer ordinary talk in a group', async () => {
    const { community, uses } = await withMute({ arguments: everything });
    const talk = fc.string({ unit: 'grapheme', maxLength: 40 });
    let number = 0;

    await fc.assert(
      fc.asyncProperty(talk, async (text) => {
        fc.pre(!/^[\s\p{Cf}]*\//u.test(text));
        number += 1;
        await community.kit.receive(messageIn('north-area', text, { id: `m${number}` })).settled;
      }),
      { numRuns: 200 },
    );

    expect(uses).toEqual([]);
    expect(community.group('north-area').fromBot).toEqual([]);
  });
});
