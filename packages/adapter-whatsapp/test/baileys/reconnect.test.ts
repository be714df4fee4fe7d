import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterClose, backoff, stopReasons } from '../../src/baileys/reconnect.js';

describe('after WhatsApp has closed the connection', () => {
  it.each([
    [401, 'logged-out', true],
    [403, 'forbidden', false],
    [405, 'outdated', false],
    [411, 'mismatch', true],
    [440, 'replaced', false],
  ] as const)('with %d the bot stops for good: %s', (code, why, forget) => {
    expect(afterClose(code, 1, 0, true)).toEqual({ kind: 'stop', why, forget });
    expect(stopReasons[why]).toMatch(/^[A-Z].*\.$/);
  });

  it('with 515, right after pairing, it comes back at once', () => {
    expect(afterClose(515, 1, 0.7, false)).toEqual({ kind: 'again', after: 0 });
  });

  it.each([408, 428, 500, 503, undefined, 999])('with %s it comes back later each time', (code) => {
    const waits = [1, 2, 3, 4].map((attempt) => afterClose(code, attempt, 0, true));

    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000].map((after) => ({ kind: 'again', after })));
  });

  it('never comes back sooner than half the wait, nor waits longer than five minutes', () => {
    const code = fc.constantFrom(408, 428, 500, 503, undefined);
    const attempt = fc.integer({ min: 1, max: 10_000 });

    fc.assert(
      fc.property(code, attempt, fc.double({ min: 0, max: 1, noNaN: true }), (why, n, random) => {
        const next = afterClose(why, n, random, true);
        const whole = Math.min(backoff.longest, backoff.first * 2 ** Math.min(n - 1, 20));

        expect(next.kind).toBe('again');
        if (next.kind !== 'again') return;
        expect(next.after).toBeGreaterThanOrEqual(whole / 2);
        expect(next.after).toBeLessThanOrEqual(whole);
      }),
    );
  });

  it('gives up when nobody pairs it', () => {
    expect(afterClose(408, 4, 0, false).kind).toBe('again');
    expect(afterClose(408, 5, 0, false)).toMatchObject({ kind: 'stop', why: 'unpaired' });
  });
});
