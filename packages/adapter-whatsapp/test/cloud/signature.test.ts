import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHmacSha256, createSignatureCheck } from '../../src/cloud/signature.js';

const body = Buffer.from('{"entry":[]}');
const signed = (secret: string) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('the signature of a webhook', () => {
  it('is believed when it is made with the app secret over the same bytes', () => {
    expect(createSignatureCheck(['one'])(signed('one'), body)).toBe(true);
  });

  it('is believed with either secret while one is exchanged for the other', () => {
    const check = createSignatureCheck(['new', 'old']);

    expect(check(signed('old'), body)).toBe(true);
    expect(check(signed('new'), body)).toBe(true);
    expect(check(signed('older'), body)).toBe(false);
  });

  it.each([
    ['missing', undefined],
    ['empty', ''],
    ['short', signed('one').slice(0, -1)],
    ['long', `${signed('one')}0`],
    ['not hex', `sha256=${'x'.repeat(64)}`],
    ['without its prefix', signed('one').slice('sha256='.length)],
    ['of another kind', signed('one').replace('sha256', 'sha1')],
    ['in capitals', signed('one').toUpperCase().replace('SHA', 'sha')],
    ['given twice', `${signed('one')}, ${signed('one')}`],
    ["another body's", `sha256=${createHmac('sha256', 'one').update('{}').digest('hex')}`],
  ])('is refused without an exception when it is %s', (_, header) => {
    expect(createSignatureCheck(['one'])(header, body)).toBe(false);
  });
});

describe('what a webhook is signed with', () => {
  // RFC 4231, test cases 1 and 2.
  it.each([
    [
      '\u000b'.repeat(20),
      'Hi There',
      'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
    ],
    [
      'Jefe',
      'what do ya want for nothing?',
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
  ])('is the HMAC of RFC 4231', (secret, text, digits) => {
    expect(createHmacSha256(secret)(Buffer.from(text))).toBe(digits);
  });

  it('is what Node makes of any secret and any bytes, one after the other', () => {
    const sizes = fc.constantFrom(0, 1, 55, 56, 64, 4095, 4096, 4097, 10_000);
    const bodies = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      sizes.map((size) => new Uint8Array(size).fill(size % 251)),
    );
    const secrets = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ minLength: 60, maxLength: 200 }),
    );

    fc.assert(
      fc.property(secrets, fc.array(bodies, { maxLength: 4 }), (secret, list) => {
        const sign = createHmacSha256(secret);
        for (const bytes of list) {
          expect(sign(bytes)).toBe(createHmac('sha256', secret).update(bytes).digest('hex'));
        }
      }),
    );
  });

  it('is refused when it is hidden behind other characters', () => {
    const wide = signed('one').replace(/[0-9a-f]$/, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 256),
    );

    expect(createSignatureCheck(['one'])(wide, body)).toBe(false);
  });
});
