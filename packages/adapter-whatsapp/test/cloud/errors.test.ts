import { describe, expect, it } from 'vitest';
import { readFailure, reasonOf } from '../../src/cloud/errors.js';

const failure = (code: number, more: object = {}) => ({ error: { code, message: 'x', ...more } });

describe('what WhatsApp refuses', () => {
  it.each([
    [131047, /24 hours/],
    [131026, /cannot deliver/],
    [131030, /test number/],
    [190, /token has expired/],
    [132001, /template/],
    [131062, /number is hidden/],
    [424242, /WhatsApp refused it/],
  ])('gives up on error %i with a reason for people', (code, words) => {
    expect(readFailure(400, failure(code))).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(words),
    });
  });

  it.each([
    [130429, 1_000],
    [131056, 6_000],
    [131048, 3_600_000],
    [80007, 60_000],
  ])('tries again after error %i, %i ms later', (code, retryAfter) => {
    expect(readFailure(400, failure(code))).toMatchObject({ kind: 'retry', retryAfter });
  });

  it.each([
    ['Meta calls it transient', 400, failure(424242, { is_transient: true })],
    ['the server has a fault', 500, failure(424242)],
    ['the server is overloaded', 503, undefined],
    ['too many requests came', 429, undefined],
  ])('tries again when %s', (_, status, body) => {
    expect(readFailure(status, body)).toMatchObject({ kind: 'retry' });
  });

  it('does not know what became of it when a gateway gave up', () => {
    expect(readFailure(502, undefined)).toMatchObject({ kind: 'unknown' });
    expect(readFailure(504, undefined)).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    [130429, true],
    [131016, true],
    [131056, undefined],
    [131208, undefined],
  ])('tells what is about the whole number from the rest: %i', (code, wholeAccount) => {
    expect(readFailure(400, failure(code))).toHaveProperty('kind', 'retry');
    expect(readFailure(400, failure(code))).toMatchObject(
      wholeAccount === undefined ? {} : { wholeAccount },
    );
    expect('wholeAccount' in readFailure(400, failure(code))).toBe(wholeAccount === true);
  });

  it('waits as long as the answer asks', () => {
    expect(readFailure(400, failure(130429), 30_000)).toMatchObject({ retryAfter: 30_000 });
  });

  it.each([
    [401, /access token/],
    [404, /API version/],
    [418, /HTTP status 418/],
  ])('gives up on a bare HTTP %i', (status, words) => {
    expect(readFailure(status, 'no JSON')).toMatchObject({
      kind: 'refused',
      reason: expect.stringMatching(words),
    });
  });

  it('has a sentence also where there is no code', () => {
    expect(reasonOf(undefined)).toBe('WhatsApp gave no reason.');
  });
});
