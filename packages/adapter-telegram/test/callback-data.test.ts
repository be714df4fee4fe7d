import { describe, expect, it } from 'vitest';
import { createCallbackSigner } from '../src/callback-data.js';

const signer = createCallbackSigner('777:token');

describe('the data of a button', () => {
  it('leads back to its option, in the chat it was made for', () => {
    const data = signer.write('5', 'yes') ?? '';

    expect(signer.read('5', data)).toBe('yes');
    expect(signer.isOurs(data)).toBe(true);
  });

  it('stays the same from one version to the next: buttons are tapped for weeks', () => {
    expect(signer.write('5', 'yes')).toBe('t9xujAwk_eSGg1op:yes');
  });

  it.each([
    ['another chat', '6', 't9xujAwk_eSGg1op:yes'],
    ['another option', '5', 't9xujAwk_eSGg1op:no'],
    ['a guess', '5', 'aaaaaaaaaaaaaaaa:yes'],
    ['no signature', '5', ':yes'],
    ['nothing', '5', ''],
    ['half a signature', '5', 't9xujAwk'],
    ['no colon', '5', 't9xujAwk_eSGg1op'],
    ['capitals', '5', 'T9XUJAWK_ESGG1OP:yes'],
  ])('means nothing for %s', (_, chat, data) => {
    expect(signer.read(chat, data)).toBeUndefined();
  });

  it('means nothing to the bot of another token', () => {
    expect(createCallbackSigner('778:token').read('5', 't9xujAwk_eSGg1op:yes')).toBeUndefined();
  });

  it('has room for 47 bytes of an option, however they are written', () => {
    expect(signer.write('5', 'x'.repeat(47))).toHaveLength(64);
    expect(signer.write('5', 'x'.repeat(48))).toBeUndefined();
    expect(signer.write('5', 'é'.repeat(24))).toBeUndefined();
  });

  it.each(['', 'yes', 'short:yes', '!t9xujAwk_eSGg1op:yes', 't9xujAwk eSGg1op:yes'])(
    'is not taken for one of the kit: "%s"',
    (data) => {
      expect(signer.isOurs(data)).toBe(false);
    },
  );
});
