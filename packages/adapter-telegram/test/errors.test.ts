import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it } from 'vitest';
import { failureForLog, movedTo, readFailure } from '../src/errors.js';

function refused(error_code: number, description: string, parameters = {}): GrammyError {
  const answer = { ok: false, error_code, description, parameters } as const;
  return new GrammyError('Call failed', answer, 'sendMessage', {});
}

describe('what Telegram says no to', () => {
  it.each([
    [
      429,
      'Too Many Requests: retry after 7',
      { retry_after: 7 },
      { kind: 'retry', retryAfter: 7000 },
    ],
    [502, 'Bad Gateway', {}, { kind: 'unknown' }],
    [401, 'Unauthorized', {}, { kind: 'refused', reason: /BotFather/ }],
    [
      403,
      "Forbidden: bot can't initiate conversation with a user",
      {},
      { kind: 'refused', reason: /press Start/ },
    ],
    [
      403,
      'Forbidden: bot was kicked from the supergroup chat',
      {},
      { kind: 'refused', lacksRight: true },
    ],
    [
      400,
      "Bad Request: message can't be deleted for everyone",
      {},
      { kind: 'refused', reason: /48 hours/ },
    ],
    [
      400,
      'Bad Request: can\'t parse entities: unsupported start tag "quokka" at byte 7',
      {},
      { kind: 'refused', reason: /unsupported start tag "…" at byte 7/ },
    ],
    [400, "Bad Request: message can't be deleted", {}, { kind: 'refused', lacksRight: true }],
    [
      400,
      'Bad Request: not enough rights to change chat title',
      {},
      { kind: 'refused', lacksRight: true },
    ],
    [400, 'Bad Request: CHAT_ADMIN_REQUIRED', {}, { kind: 'refused', lacksRight: true }],
    [400, 'Bad Request: message is not modified: specified', {}, { kind: 'ok' }],
    [400, 'Bad Request: SOMETHING_NEW', {}, { kind: 'refused', reason: /SOMETHING_NEW/ }],
  ])('%d %s', (code, description, parameters, expected) => {
    const result = readFailure(refused(code, description, parameters));
    const { reason, ...rest } = expected as { reason?: RegExp };

    expect(result).toMatchObject(rest);
    if (reason !== undefined) expect('reason' in result && result.reason).toMatch(reason);
  });

  it('is tried again where nothing has left, and unknown where the answer got lost', () => {
    const cut = (message: string) => readFailure(new HttpError('Network', new Error(message)));

    expect(cut('connect ECONNREFUSED 127.0.0.1:1')).toMatchObject({ kind: 'retry' });
    expect(cut('socket hang up')).toMatchObject({ kind: 'unknown' });
  });

  it('leaves bugs alone, and keeps the token out of the log', () => {
    expect(() => readFailure(new TypeError('a bug'))).toThrow('a bug');
    const address = 'request to https://api.telegram.org/bot777:SECRET/getMe failed';
    expect(failureForLog(new HttpError('x', new Error(address)))).not.toContain('SECRET');
  });

  it('tells where a chat has gone', () => {
    expect(movedTo(refused(400, 'x', { migrate_to_chat_id: -1005 }))).toBe(-1005);
    expect(movedTo(new Error('x'))).toBeUndefined();
  });
});
