import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestText } from '../../../src/chat-export/chat-file.js';
import type { TextEncoding } from '../../../src/chat-export/source/sniff.js';
import { textLines } from '../../../src/chat-export/source/text-lines.js';

async function* chunksOf(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function linesOf(bytes: Uint8Array, size = 7, encoding: TextEncoding = 'utf-8') {
  const lines: string[] = [];
  const cut: number[] = [];
  for await (const batch of textLines(chunksOf(bytes, size), encoding)) {
    for (const at of batch.cut) cut.push(lines.length + at);
    lines.push(...batch.lines);
  }
  return { lines, cut };
}

describe('the lines of a text', () => {
  it.each([
    ['a\nb\n', ['a', 'b']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['\ufeffa\nb', ['a', 'b']],
    ['\n\na\n\n', ['', '', 'a', '']],
    ['a\rb\n', ['a\rb']],
    ['', []],
  ])('of %j', async (text, lines) => {
    expect((await linesOf(Buffer.from(text))).lines).toEqual(lines);
  });

  it('are the same however the bytes arrive', async () => {
    const line = fc.string({ unit: 'binary' }).map((text) => text.replace(/[\n\r\ufeff]/g, ' '));
    await fc.assert(
      fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 40 }), async (lines, size) => {
        const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''), 'utf8');
        const expected = bytes.toString('utf8').split('\n').slice(0, -1);

        expect((await linesOf(bytes, size)).lines).toEqual(expected);
      }),
    );
  });

  it.each([
    ['utf-16le', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['utf-16be', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
  ] as const)('are read from %s', async (encoding, encode) => {
    const { lines } = await linesOf(encode('नमस्ते 🌷\r\nb\nlast'), 5, encoding);

    expect(lines).toEqual(['नमस्ते 🌷', 'b', 'last']);
  });

  it.each(['utf-8', 'utf-16le'] as const)(
    'lose what is beyond the limit, in %s',
    async (encoding) => {
      const long = 'x'.repeat(longestText * 5);
      const bytes = Buffer.from(`\ufeffa\n${long}\nb\n`, encoding === 'utf-8' ? 'utf8' : 'utf16le');

      const { lines, cut } = await linesOf(bytes, 100_000, encoding);

      expect(lines.map((line) => line.length)).toEqual([1, longestText, 1]);
      expect(cut).toEqual([1]);
    },
  );

  it('lose the end of a last line that never ends', async () => {
    const { lines, cut } = await linesOf(Buffer.alloc(longestText * 6, 'x'), 100_000);

    expect(lines.map((line) => line.length)).toEqual([longestText]);
    expect(cut).toEqual([0]);
  });
});
