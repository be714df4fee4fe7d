import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createSignatureCheck } from '../../src/cloud/signature.js';

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

  it('is refused when it is hidden behind other characters', () => {
    const wide = signed('one').replace(/[0-9a-f]$/, (digit) =>
      String.fromCharCode(digit.charCodeAt(0) + 256),
    );

    expect(createSignatureCheck(['one'])(wide, body)).toBe(false);
  });
});
