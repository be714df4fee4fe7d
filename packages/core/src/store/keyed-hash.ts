import { hash } from 'node:crypto';

/** 64 bits in halves, both without a sign. The next hash overwrites them: read them at once. */
interface Halves {
  readonly high: number;
  readonly low: number;
}

/** Hashes texts under one key: who does not know it can make no two of them look alike. */
export type KeyedHash = (text: string) => Halves;

/**
 * HalfSipHash-2-4 with 64 bits (Aumasson and Bernstein), over the UTF-16 units of a text: made for
 * short inputs, and a tenth of what SHA-256 costs.
 */
export function createKeyedHash(key: string): KeyedHash {
  const secret = hash('sha256', key, 'buffer');
  const [first, second] = [secret.readInt32LE(0), secret.readInt32LE(4)];
  const halves = { high: 0, low: 0 };
  let last: string | undefined;

  return (text) => {
    // Asked for and then added: the second time costs nothing.
    if (text === last) return halves;
    last = text;
    let a = first;
    let b = second ^ 0xee;
    let c = 0x6c796765 ^ first;
    let d = 0x74656462 ^ second;

    // Written out twice: a call for every round would cost more than the round.
    for (let at = 0; at <= text.length; at += 2) {
      const unit = at < text.length ? text.charCodeAt(at) : 0;
      const isLast = at + 1 >= text.length;
      const word = unit | (isLast ? text.length << 25 : text.charCodeAt(at + 1) << 16);
      d ^= word;
      for (let round = 0; round < 2; round += 1) {
        a = (a + b) | 0;
        b = ((b << 5) | (b >>> 27)) ^ a;
        a = (a << 16) | (a >>> 16);
        c = (c + d) | 0;
        d = ((d << 8) | (d >>> 24)) ^ c;
        a = (a + d) | 0;
        d = ((d << 7) | (d >>> 25)) ^ a;
        c = (c + b) | 0;
        b = ((b << 13) | (b >>> 19)) ^ c;
        c = (c << 16) | (c >>> 16);
      }
      a ^= word;
    }
    c ^= 0xee;
    for (let round = 0; round < 8; round += 1) {
      if (round === 4) {
        halves.high = (b ^ d) >>> 0;
        b ^= 0xdd;
      }
      a = (a + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ a;
      a = (a << 16) | (a >>> 16);
      c = (c + d) | 0;
      d = ((d << 8) | (d >>> 24)) ^ c;
      a = (a + d) | 0;
      d = ((d << 7) | (d >>> 25)) ^ a;
      c = (c + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ c;
      c = (c << 16) | (c >>> 16);
    }
    halves.low = (b ^ d) >>> 0;
    return halves;
  };
}
