import { silentLogger } from '@kapwa/core';
import { expect, it } from 'vitest';
import { adapterLog } from '../../src/adapters/adapter-log.js';

it('leaves numbers, links and tokens out of what a messenger or its library said', () => {
  const lines: unknown[] = [];
  const line = (...given: readonly unknown[]): void => void lines.push(given);
  const log = adapterLog({ ...silentLogger, debug: line, info: line, warn: line, error: line });

  log.debug('the bot is in the group -1001234567890');
  log.info('It lets the number write again.', {
    until: '2027-03-01T09:30:00.000Z',
    count: 1234567,
  });
  log.warn('It could not be connected.', { reason: 'no account +254 700 777888' });
  log.error('It failed.', { problem: 'https://api.example.org/bot1:AAsecret/getMe is down' });

  expect(lines).toEqual([
    ['the bot is in the group -1001234567890', undefined],
    ['It lets the number write again.', { until: '2027-03-01T09:30:00.000Z', count: 1234567 }],
    ['It could not be connected.', { reason: 'no account …' }],
    ['It failed.', { problem: 'https://api.example.org/… is down' }],
  ]);
});
