import { describe, expect, it } from 'vitest';
import { createWorld, directChat, type World } from '../../src/index.js';

const DAY = 86_400_000;
const refused = (code: string) => ({ ok: false, code, reason: expect.any(String) });

function scene(): World {
  return createWorld({
    people: ['sameer', 'ana', 'ben'].map((id) => ({ id })),
    groups: [{ id: 'north', members: [{ account: 'sameer', role: 'admin' }, 'ana'] }],
    communityAdmins: ['sameer'],
  });
}

describe('how a group is set up', () => {
  it.each<[string, (world: World, by: string) => unknown]>([
    ['who may write', (world, by) => world.setPosting('north', 'admins', { by })],
    ['who may describe it', (world, by) => world.setEditing('north', 'everyone', { by })],
    ['who may add people', (world, by) => world.setAdding('north', 'everyone', { by })],
    ['who is in it', (world, by) => world.join('ben', 'north', { by })],
    ['disappearing messages', (world, by) => world.setDisappearing('north', DAY, { by })],
    ['approval', (world, by) => world.setApproval('north', true, { by })],
    ['its name', (world, by) => world.describe('north', { title: 'North' }, { by })],
    ['its invite link', (world, by) => world.resetLink('north', { by })],
    ['who sees its invite link', (world, by) => world.linkOf('north', { by })],
  ])('is for its admins to change: %s', (_, change) => {
    const world = scene();

    expect(change(world, 'ana')).toEqual(refused('not-an-admin'));
    expect(change(world, 'ben')).toEqual(refused('not-a-member'));
    expect(change(world, 'sameer')).toMatchObject({ ok: true });
  });

  it('is described by everybody in it where its admins say so', () => {
    const world = scene();
    world.setEditing('north', 'everyone', { by: 'sameer' });

    expect(world.describe('north', { title: 'North' }, { by: 'ana' })).toEqual({ ok: true });
    expect(world.describe('north', { title: 'South' }, { by: 'ben' })).toEqual(
      refused('not-a-member'),
    );
    expect(world.setPosting('north', 'admins', { by: 'ana' })).toEqual(refused('not-an-admin'));
    expect(world.group('north')?.title).toBe('North');
  });

  it('grows by the hand of everybody in it where its admins say so', () => {
    const world = scene();
    world.setAdding('north', 'everyone', { by: 'sameer' });

    expect(world.join('ben', 'north', { by: 'ana' })).toEqual({ ok: true });
    expect(world.remove('ben', 'north', { by: 'ana' })).toEqual(refused('not-an-admin'));
  });

  it('is in the community by the hand of an admin of both', () => {
    const world = scene();
    world.promote('ana', 'north');

    expect(world.setLinked('north', false, { by: 'ana' })).toEqual(
      refused('not-a-community-admin'),
    );
    expect(world.setLinked('north', false, { by: 'sameer' })).toEqual({ ok: true });
    expect(world.group('north')?.linked).toBe(false);
  });

  it('tells nobody of a change that is none', () => {
    const world = scene();
    const seen: unknown[] = [];
    world.subscribe((change) => seen.push(change));

    world.setPosting('north', 'everyone', { by: 'sameer' });

    expect(seen).toEqual([]);
  });

  it('may let messages disappear, but not those from before', () => {
    const world = scene();
    world.write('ana', 'north', 'stays');
    world.setDisappearing('north', DAY);
    world.write('ana', 'north', 'goes');
    const texts = () => world.phoneOf('ana').chats[1]?.messages.map(({ text }) => text);
    expect(texts()).toEqual(['stays', 'goes']);

    return world.clock.advance(DAY).then(() => {
      expect(texts()).toEqual(['stays']);
      expect(world.react('ana', 'm2', '👍')).toEqual(refused('no-such-message'));
    });
  });
});

describe('coming into a group', () => {
  const link = (world: World) => world.group('north')?.link ?? '';

  it('goes by the link that works now', () => {
    const world = scene();
    const old = link(world);
    world.resetLink('north');

    expect(world.useLink('ben', old)).toEqual(refused('no-such-link'));
    expect(world.useLink('ben', link(world))).toEqual({ ok: true });
    expect(world.useLink('ben', link(world))).toEqual(refused('already-a-member'));
  });

  it('waits for an admin where that is so', () => {
    const world = scene();
    world.setApproval('north', true);
    world.useLink('ben', link(world));
    expect(world.write('ben', 'north', 'Hello')).toEqual(refused('not-a-member'));

    expect(world.approve('ben', 'north', { by: 'ana' })).toEqual(refused('not-an-admin'));
    expect(world.approve('ben', 'north', { by: 'sameer' })).toEqual({ ok: true });

    expect(world.write('ben', 'north', 'Hello')).toMatchObject({ ok: true });
    expect(world.decline('ben', 'north', { by: 'sameer' })).toEqual(refused('no-such-request'));
  });

  it('is over with a no, and may be asked for again', () => {
    const world = scene();
    world.setApproval('north', true);
    world.useLink('ben', link(world));
    world.decline('ben', 'north', { by: 'sameer' });
    expect(world.group('north')?.requests).toEqual([]);

    world.useLink('ben', link(world));

    expect(world.group('north')?.requests).toEqual(['ben']);
  });
});

describe('a poll', () => {
  const poll = { question: 'When?', options: ['Monday', 'Tuesday'] };

  it('counts what people choose, and lets them change it', () => {
    const world = scene();
    world.ask('sameer', 'north', poll);

    world.vote('ana', 'm1', [0]);
    world.vote('sameer', 'm1', [0]);
    world.vote('sameer', 'm1', [1]);

    expect(world.phoneOf('ana').chats[1]?.messages[0]?.poll).toEqual({
      options: [
        { text: 'Monday', votes: 1 },
        { text: 'Tuesday', votes: 1 },
      ],
      several: false,
      mine: [0],
    });
    world.vote('ana', 'm1', []);
    expect(world.phoneOf('ana').chats[1]?.messages[0]?.poll?.mine).toEqual([]);
  });

  it.each([
    ['too-few-options', { question: 'When?', options: ['Monday'] }],
    ['same-option-twice', { question: 'When?', options: ['Monday', 'Monday'] }],
    ['empty', { question: ' ', options: ['Monday', 'Tuesday'] }],
    ['too-many-options', { question: '?', options: Array.from('abcdefghijklm') }],
  ])('is not taken: %s', (code, wrong) => {
    expect(scene().ask('ana', 'north', wrong)).toEqual(refused(code));
  });

  it.each<[string, string, readonly number[]]>([
    ['one-choice-only', 'ana', [0, 1]],
    ['no-such-option', 'ana', [2]],
    ['not-a-member', 'ben', [0]],
  ])('does not take a vote: %s', (code, who, choices) => {
    const world = scene();
    world.ask('sameer', 'north', poll);

    expect(world.vote(who, 'm1', choices)).toEqual(refused(code));
  });
});

describe('a pinned message', () => {
  it('is pinned by admins, seen by all, and gone when it is deleted', () => {
    const world = scene();
    world.write('ana', 'north', 'Rules');
    const pinned = () => world.phoneOf('ana').chats[1]?.pinned;

    expect(world.pin('ana', 'm1')).toEqual(refused('not-an-admin'));
    expect(world.pin('sameer', 'm1')).toEqual({ ok: true });
    expect(pinned()).toEqual(['m1']);
    world.deleteOwn('ana', 'm1');

    expect(pinned()).toEqual([]);
  });

  it('may be pinned by both in a direct chat', () => {
    const world = scene();
    world.write('ana', directChat('ana'), 'Remember');

    world.pin('kapwa', 'm1');

    expect(world.phoneOf('ana').chats[0]?.pinned).toEqual(['m1']);
    world.unpin('ana', 'm1');
    expect(world.phoneOf('ana').chats[0]?.pinned).toEqual([]);
  });
});
