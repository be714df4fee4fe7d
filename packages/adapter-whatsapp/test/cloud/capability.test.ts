import { type Group, groupSchema } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { capability } from '../../src/cloud/capability.js';

const group = (id: string): Group =>
  groupSchema.parse({
    key: 'nurses',
    name: 'Nurses',
    kind: 'topic',
    languages: ['en'],
    chat: { adapter: 'whatsapp', id },
  });

describe('what the official API can do', () => {
  it('writes to people, and into groups it has made', () => {
    expect(capability({ action: 'message.send', now: 0 })).toEqual({ level: 'native' });
    expect(capability({ action: 'message.send', now: 0, group: group('Y2FwaV9n') })).toEqual({
      level: 'native',
    });
  });

  it('says that it cannot reach an ordinary group', () => {
    expect(capability({ action: 'message.send', now: 0, group: group('12036304@g.us') })).toEqual({
      level: 'unsupported',
      reason: expect.stringContaining('up to 8 people'),
    });
  });

  it('reacts in direct chats and pins in groups', () => {
    const here = { now: 0, group: group('Y2FwaV9n') };

    expect(capability({ action: 'message.react', now: 0 }).level).toBe('native');
    expect(capability({ action: 'message.react', ...here }).level).toBe('unsupported');
    expect(capability({ action: 'message.pin', ...here }).level).toBe('native');
    expect(capability({ action: 'message.unpin', now: 0 }).level).toBe('unsupported');
  });

  it('manages groups for verified business accounts, and says so to others', () => {
    const here = { now: 0, group: group('Y2FwaV9n') };
    for (const action of ['member.remove', 'invite.get', 'join.approve', 'group.read'] as const) {
      expect(capability({ action, ...here }, true)).toEqual({ level: 'native' });
      expect(capability({ action, ...here })).toEqual({
        level: 'unsupported',
        reason: expect.stringContaining('verified business accounts'),
      });
    }
    expect(capability({ action: 'approval.set', ...here }, true).level).toBe('unsupported');
    expect(capability({ action: 'posting.set', ...here }, true).level).toBe('unsupported');
  });

  it('says that it cannot delete, and what people can do instead', () => {
    expect(capability({ action: 'message.delete', now: 0, group: group('Y2FwaV9n') })).toEqual({
      level: 'unsupported',
      reason: expect.stringContaining('Delete for everyone'),
    });
  });
});
