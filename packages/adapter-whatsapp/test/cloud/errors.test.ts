import { describe, expect, it } from 'vitest';
import { needsNewToken, readFailure, reasonOf } from '../../src/cloud/errors.js';

const failure = (code: number, more: object = {}) => ({ error: { code, message: 'x', ...more } });

describe('what WhatsApp refuses', () => {
  it.each([
    [131026, /cannot deliver/],
    [131030, /test number/],
    [132001, /template/],
    [131062, /number is hidden/],
    [424242, /WhatsApp refused it/],
  ])('gives up on error %i with a reason for people', (code, words) => {
    expect(readFailure(400, failure(code))).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(words),
    });
  });

  it('waits for the first word of somebody who wrote too long ago', () => {
    expect(readFailure(400, failure(131047))).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(/24 hours/),
      mustWriteFirst: true,
    });
  });

  it.each([
    [401, 190, /token has expired/],
    [403, 10, /lacks the right/],
    [401, undefined, /access token/],
  ])('loses nothing while the token is not taken: HTTP %i, error %s', (status, code, words) => {
    const body = code === undefined ? 'no JSON' : failure(code);
    expect(needsNewToken(status, body)).toBe(true);
    expect(readFailure(status, body)).toEqual({
      kind: 'retry',
      reason: expect.stringMatching(words),
      retryAfter: 600_000,
      wholeAccount: true,
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
