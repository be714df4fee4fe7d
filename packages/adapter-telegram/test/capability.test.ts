import { actionKinds, groupSchema, type PlatformRole } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { capability } from '../src/capability.js';

function group(posting: 'everyone' | 'admins' = 'everyone', id = '-1001234567890') {
  const chat = { adapter: 'telegram', id };
  return groupSchema.parse({
    key: 'n',
    name: 'North',
    kind: 'general',
    languages: ['en'],
    posting,
    chat,
  });
}

const level = (action: (typeof actionKinds)[number], botRole?: PlatformRole, here = group()) =>
  capability({ action, group: here, now: 0, ...(botRole && { botRole }) }).level;

describe('what can be done on Telegram', () => {
  it('is nearly everything for an admin, and by hand what bots may not', () => {
    const byHand = actionKinds.filter((action) => level(action, 'admin') !== 'native');

    expect(byHand).toEqual([
      'disappearing.set',
      'approval.set',
      'group.create',
      'group.link',
      'group.unlink',
      'read.show',
    ]);
  });

  it('is writing, reacting and asking for a member', () => {
    const can = actionKinds.filter((action) => level(action, 'member') === 'native');

    expect(can).toEqual([
      'message.send',
      'message.edit',
      'message.react',
      'poll.send',
      'group.read',
      'typing.show',
    ]);
    expect(level('message.send', 'member', group('admins'))).toBe('assisted');
  });

  it('is nothing where the bot is not', () => {
    expect(actionKinds.filter((action) => level(action) === 'native')).toEqual([]);
  });

  it('tells of privacy mode where it matters, and of basic groups', () => {
    const asMember = {
      action: 'message.delete',
      group: group(),
      botRole: 'member',
      now: 0,
    } as const;
    const basic = {
      ...asMember,
      action: 'member.promote',
      botRole: 'admin',
      group: group('everyone', '-4001'),
    } as const;

    expect(capability(asMember)).toMatchObject({ reason: expect.stringMatching(/privacy mode/) });
    expect(capability(basic)).toMatchObject({ reason: expect.stringMatching(/supergroup/) });
  });
});
