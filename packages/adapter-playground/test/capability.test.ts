import { type CapabilityQuery, groupSchema, type PlatformRole } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { capability } from '../src/index.js';

const open = groupSchema.parse({
  key: 'north',
  name: 'North Area',
  kind: 'topic',
  languages: ['en'],
});
const locked = { ...open, posting: 'admins' as const };

function level(query: Omit<CapabilityQuery, 'now'>): string {
  return capability({ ...query, now: 0 }).level;
}

describe('what the playground says it can do', () => {
  it('writes to a person, and in a group everybody may write in', () => {
    expect(level({ action: 'message.send' })).toBe('native');
    expect(level({ action: 'message.send', group: open, botRole: 'member' })).toBe('native');
  });

  it.each<[PlatformRole | undefined, string]>([
    ['owner', 'native'],
    ['admin', 'native'],
    ['member', 'assisted'],
    [undefined, 'assisted'],
  ])('in a group where only admins write, as %s: %s', (role, expected) => {
    const botRole = role === undefined ? {} : { botRole: role };

    expect(level({ action: 'message.send', group: locked, ...botRole })).toBe(expected);
    expect(level({ action: 'message.delete', group: open, ...botRole })).toBe(expected);
  });

  it('cannot take back what somebody wrote to it directly', () => {
    expect(level({ action: 'message.delete' })).toBe('unsupported');
  });

  it('gives a reason that names the group and what to do', () => {
    expect(
      capability({ action: 'message.delete', group: open, botRole: 'member', now: 0 }),
    ).toEqual({
      level: 'assisted',
      reason: 'The bot is not an admin of North Area: make it one, or delete the message yourself.',
    });
  });
});
