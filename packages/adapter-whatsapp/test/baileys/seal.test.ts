import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeal } from '../../src/baileys/seal.js';

const secret = 'a random secret of more than 32 characters';
const bytes = (value: Uint8Array) => Buffer.from(value).toString('hex');

describe('a session at rest', () => {
  it('is opened again with the secret it was sealed with', () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), (name, value) => {
        const seal = createSeal(secret);

        expect(bytes(createSeal(secret).open(name, seal.close(name, value)))).toBe(bytes(value));
      }),
    );
  });

  it('cannot be read by whoever has the files only', () => {
    const stored = createSeal(secret).close('creds', Buffer.from('a private key'));

    expect(Buffer.from(stored).toString('latin1')).not.toContain('private');
    expect(() => createSeal(undefined).open('creds', stored)).toThrow(/"sessionKey" is missing/);
    expect(() => createSeal(`${secret}!`).open('creds', stored)).toThrow(/does not open/);
  });

  it('cannot be put together from values that belong elsewhere', () => {
    const seal = createSeal(secret);

    expect(() => seal.open('other', seal.close('creds', Buffer.from('a')))).toThrow();
  });

  it('may be sealed later: what lies there unsealed is still read', () => {
    const plain = createSeal(undefined).close('creds', Buffer.from('a'));

    expect(bytes(createSeal(secret).open('creds', plain))).toBe(bytes(Buffer.from('a')));
  });

  it('is not sealed with a word anybody could guess', () => {
    expect(() => createSeal('kapwa')).toThrow(/at least 32 characters/);
  });
});
