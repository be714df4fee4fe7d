import { expect, it } from 'vitest';
import { createKeyedHash } from '../../src/store/keyed-hash.js';

/** What a second implementation answers, which was checked with the vectors of the authors. */
it.each([
  ['', 'bafdcfd85151ba49'],
  ['a', '68124b30490ede28'],
  ['ab', '57b82da9744000b9'],
  ['playground:m1', '45a513019aad20e5'],
  ['Ñandú 🌱', 'b7d589d4e4712f31'],
])('hashes %j as HalfSipHash-2-4 does', (text, expected) => {
  const { high, low } = createKeyedHash('a key')(text);
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(high, 0);
  bytes.writeUInt32LE(low, 4);
  expect(bytes.toString('hex')).toBe(expected);
});

it('hashes the same text to something else under another key', () => {
  const one = { ...createKeyedHash('a key')('playground:m1') };
  expect(createKeyedHash('another')('playground:m1')).not.toEqual(one);
});
