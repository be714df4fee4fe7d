import { describe, expect, it } from 'vitest';
import type { SeenChat } from '../../src/setup/propose-mapping.js';
import { readChoice } from '../../src/setup/read-choice.js';

const chats: readonly SeenChat[] = ['North', 'South'].map((name) => ({
  ...{ adapter: 'telegram', id: name, name, isAdmin: true },
}));
const [north, south] = chats as [SeenChat, SeenChat];
const nothing = new Map<SeenChat, string>();

describe('an answer to which chat a group is', () => {
  it.each([
    ['', { kind: 'chat', chat: north }],
    ['2', { kind: 'chat', chat: south }],
    [' S ', { kind: 'skip' }],
    ['c', { kind: 'later' }],
    ['Back', { kind: 'back' }],
  ])('"%s" is understood', (said, choice) => {
    expect(readChoice(said, chats, north, nothing)).toEqual(choice);
  });

  it('is a skip where nothing was proposed and nothing is said', () => {
    expect(readChoice('', chats, undefined, nothing)).toEqual({ kind: 'skip' });
  });

  it.each(['3', '0', '-1', '1.5', 'North', 'constructor', '99999'])(
    '"%s" is asked again',
    (said) => {
      expect(readChoice(said, chats, north, nothing)).toEqual({
        why: expect.stringContaining('from 1 to 2'),
      });
    },
  );

  it('gives no chat to two groups', () => {
    expect(readChoice('2', chats, north, new Map([[south, 'Area South']]))).toEqual({
      why: 'South is Area South already. Take another one, or go back.',
    });
  });
});
