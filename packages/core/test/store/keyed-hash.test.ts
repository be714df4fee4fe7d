import { expect, it } from 'vitest';
import { createKeyedHash } from '../../src/store/keyed-hash.js';

/** What a second implementation answers, which was checked with the vectors of the authors. */
it.each([
  ['', '3bd945381846d61a'],
  ['a', '0313a707c46e96c1'],
  ['ab', '9f42bd8375499e5c'],
  ['abc', 'aa96ed534ec89331'],
  ['playground:m1', '86873ad397af1b41'],
  ['Ñandú', '8528a9548eaca2fa'],
  ['Ñandú 🌱', '65fe4cb600711e51'],
])('hashes %j as HalfSipHash-1-3 does', (text, expected) => {
  const { high, low } = createKeyedHash('a key')(text);
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(high, 0);
  bytes.writeUInt32LE(low, 4);
  expect(bytes.toString('hex')).toBe(expected);
});

it('tells texts apart whose bytes are the same in another writing', () => {
  const hashOf = createKeyedHash('a key');
  const wide = { ...hashOf('aĀ') };
  expect(hashOf('a\u0000\u0000\u0001')).not.toEqual(wide);
});

it('hashes the same text to something else under another key', () => {
  const one = { ...createKeyedHash('a key')('playground:m1') };
  expect(createKeyedHash('another')('playground:m1')).not.toEqual(one);
});

it('hashes every text anew, whichever was hashed before it', () => {
  const fresh = (text: string) => ({ ...createKeyedHash('a key')(text) });
  const hashOf = createKeyedHash('a key');
  for (const text of ['', 'm1', 'm1', 'n1', 'm1', '', 'aĀ', 'aĀ', 'bĀ', '1', '']) {
    expect({ ...hashOf(text) }).toEqual(fresh(text));
  }
});
