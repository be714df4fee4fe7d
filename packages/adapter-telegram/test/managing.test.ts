import { dataOf } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { botInNorth } from './north.js';
import type { Reaction } from './running-bot.js';

describe('a bot that looks after groups on Telegram', () => {
  it('closes a group and opens it again as it was', async () => {
    const { group, screen, settle, answers, sameer } = await botInNorth();
    group.permit({ can_send_polls: false, can_send_videos: false });
    const before = group.permissions;
    const set =
      (posting: 'admins' | 'everyone'): Reaction =>
      (context) =>
        context.perform({ kind: 'posting.set', group: 'north', posting });
    answers(set('admins'));
    screen.writes('close');
    await settle();
    expect(screen.mayWrite).toBe(false);
    expect(group.permissions).toMatchObject({ can_invite_users: true, can_send_messages: false });
    answers(set('everyone'));
    sameer.phone.in(group).writes('open');
    await settle();

    expect(group.permissions).toEqual(before);
  });

  it('lets members edit a group and add others, or only admins, and touches nothing else', async () => {
    const bot = await botInNorth();
    const { group, screen, settle, answers, sameer, amina, telegram, clock, events } = bot;
    const before = group.permissions;
    const joana = telegram.person('Joana');
    const set =
      (who: 'admins' | 'everyone'): Reaction =>
      (context) => {
        context.perform({ kind: 'editing.set', group: 'north', editing: who });
        context.perform({ kind: 'adding.set', group: 'north', adding: who });
      };
    answers(set('everyone'));
    screen.writes('open');
    await settle();
    expect(group.permissions).toEqual({
      ...before,
      can_change_info: true,
      can_invite_users: true,
    });
    group.rename('North and friends', amina);
    group.add(joana, amina);
    await clock.advance(1_000);
    answers(set('admins'));
    sameer.phone.in(group).writes('close');
    await settle();

    expect(group.permissions).toEqual({
      ...before,
      can_change_info: false,
      can_invite_users: false,
    });
    expect(() => group.rename('Mine', amina)).toThrow();
    expect(() => group.add(telegram.person('Baraka'), amina)).toThrow();
    const own = events.flatMap((event) =>
      event.kind === 'group.changed' && event.byBot === true ? [event] : [],
    );
    expect(own).toMatchObject([
      { editing: 'everyone' },
      { adding: 'everyone' },
      { editing: 'admins' },
      { adding: 'admins' },
    ]);
  });

  it('lets nobody but admins edit a public group, as Telegram does, and says so', async () => {
    const { group, screen, settle, answers, outcomes, amina, events } = await botInNorth(
      undefined,
      {
        username: 'north_area',
      },
    );
    group.permit({ can_change_info: true });
    answers((context) =>
      context.perform({ kind: 'editing.set', group: 'north', editing: 'everyone' }),
    );
    screen.writes('open');
    await settle();

    expect(outcomes).toMatchObject([{ kind: 'refused', reason: expect.stringMatching(/public/) }]);
    expect(() => group.rename('Mine', amina)).toThrow();
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'group.reported', editing: 'admins', adding: 'everyone' }),
    );
  });

  it('keeps who may edit a group when it is opened again, whatever came in between', async () => {
    const { group, screen, settle, answers, sameer } = await botInNorth();
    const before = group.permissions;
    answers((context) => {
      context.perform({ kind: 'posting.set', group: 'north', posting: 'admins' });
      context.perform({ kind: 'adding.set', group: 'north', adding: 'admins' });
    });
    screen.writes('close');
    await settle();
    answers((context) =>
      context.perform({ kind: 'posting.set', group: 'north', posting: 'everyone' }),
    );
    sameer.phone.in(group).writes('open');
    await settle();

    expect(group.permissions).toEqual({ ...before, can_invite_users: false });
  });

  it('opens after a restart what it closed before', async () => {
    const bot = await botInNorth((context) =>
      context.perform(
        { kind: 'posting.set', group: 'north', posting: 'admins' },
        { until: context.now + 60_000 },
      ),
    );
    bot.group.permit({ can_send_polls: false });
    const before = bot.group.permissions;
    bot.screen.writes('close');
    await bot.settle();
    await bot.restart();
    await bot.clock.advance(61_000);
    await bot.settle();

    expect(bot.group.permissions).toEqual(before);
  });

  it('removes somebody without keeping them out for good, and not an admin', async () => {
    const { group, screen, settle, answers, amina, sameer, outcomes } = await botInNorth();
    answers((context) =>
      context.perform(
        { kind: 'member.remove', group: 'north', person: context.actor?.person.id ?? '' },
        { reason: 'test', assist: false },
      ),
    );
    screen.writes('remove me');
    sameer.phone.in(group).writes('remove me');
    await settle();

    expect(group.status(amina)).toBe('left');
    expect(group.joins(amina, group.link())).toBe(true);
    expect(outcomes).toEqual([
      { kind: 'done' },
      { kind: 'refused', reason: 'Telegram lets no bot do this to an admin of the group.' },
    ]);
  });

  it('makes admins of what it may itself', async () => {
    const { group, screen, settle, answers, amina } = await botInNorth();
    group.setBotRights(['can_promote_members', 'can_pin_messages']);
    answers((context, text) => {
      const kind = text === 'up' ? 'member.promote' : 'member.demote';
      const person = context.actor?.person.id ?? '';
      context.perform({ kind, group: 'north', person }, { reason: 'test' });
    });
    screen.writes('up');
    await settle();
    expect(group.status(amina)).toBe('administrator');
    screen.writes('down');
    await settle();

    expect(group.status(amina)).toBe('member');
  });

  it('makes links that let in one person, beside the one of the group', async () => {
    const { telegram, group, screen, settle, answers, outcomes } = await botInNorth();
    const [juma, rosa] = [telegram.person('Juma'), telegram.person('Rosa')];
    const own = group.link();
    answers((context, text) => {
      context.perform({ kind: 'invite.get', group: 'north', single: text === 'single' });
    });
    screen.writes('single');
    screen.writes('own');
    await settle();
    const [single = '', main] = outcomes.map((one) => dataOf('invite.get', one)?.link);

    expect(main).toBe(own);
    expect(group.joins(juma, single)).toBe(true);
    expect(() => group.joins(rosa, single)).toThrow(/does not work/);
    expect(group.joins(rosa, own)).toBe(true);
  });

  it('makes the link of a group anew, so that the old one no longer works', async () => {
    const { telegram, group, screen, settle, answers, outcomes } = await botInNorth();
    const old = group.link();
    answers((context) => context.perform({ kind: 'invite.reset', group: 'north' }));
    screen.writes('reset');
    await settle();
    const [link] = outcomes.map((one) => dataOf('invite.reset', one)?.link);

    expect(() => group.joins(telegram.person('Juma'), old)).toThrow(/does not work/);
    expect(group.joins(telegram.person('Rosa'), link)).toBe(true);
  });

  it('asks an admin with the taps of Telegram for what it has no right to', async () => {
    const { group, screen, settle, answers, sameer, amina } = await botInNorth();
    answers(() => undefined);
    group.setBotRights(['can_pin_messages']);
    sameer.phone.bot.starts();
    await settle();
    answers((context) =>
      context.perform(
        { kind: 'member.remove', group: 'north', person: context.actor?.person.id ?? '' },
        { reason: 'test' },
      ),
    );
    screen.writes('remove me');
    await settle();

    expect(group.isIn(amina)).toBe(true);
    expect(sameer.phone.bot.texts.at(-1)).toMatch(
      /hold .*Amina.* in the list of members, then "Remove from group"/,
    );
  });
});
