import { plain } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { reach } from '../src/reach.js';
import { startBot } from './running-bot.js';

const MINUTE = 60_000;

describe('somebody on Telegram', () => {
  it.each([
    ['has pressed Start', { hasWritten: true, now: 0 }, 'open'],
    ['never has', { hasWritten: false, now: 0 }, 'must-write-first'],
    ['asks to join', { hasWritten: false, askedToJoinAt: 0, now: 5 * MINUTE - 1 }, 'open'],
    [
      'asked long ago',
      { hasWritten: false, askedToJoinAt: 0, now: 5 * MINUTE },
      'must-write-first',
    ],
  ])('who %s can be reached so', (_, facts, expected) => {
    expect(reach(facts)).toBe(expected);
  });

  it('who asks to join is written to for five minutes, and let in', async () => {
    const { telegram, settle, answers, clock, outcomes } = await startBot();
    const sameer = telegram.person('Sameer');
    const rosa = telegram.person('Rosa');
    const group = telegram.group('Area North', { owner: sameer });
    group.setApproval(true);
    group.addBot('all');
    await settle();
    const reached: string[] = [];
    answers(async (context, text) => {
      const person = await context.personOf({ id: String(rosa.id) });
      reached.push(await context.reach(person.id));
      const key = context.group?.key ?? '';
      if (text === 'ask') {
        const to = { person: person.id };
        context.perform({ kind: 'message.send', to, text: plain('Why do you want to join?') });
      }
      if (text === 'yes') context.perform({ kind: 'join.approve', group: key, person: person.id });
    });
    group.joins(rosa, group.link());
    await settle();
    sameer.phone.in(group).writes('ask');
    await settle();
    sameer.phone.in(group).writes('yes');
    await settle();
    await clock.advance(5 * MINUTE);
    sameer.phone.in(group).writes('later');
    await settle();

    expect(rosa.phone.bot.texts).toEqual(['Why do you want to join?']);
    expect(group.isIn(rosa)).toBe(true);
    expect(outcomes).toMatchObject([{ kind: 'sent' }, { kind: 'done' }]);
    expect(reached).toEqual(['open', 'open', 'must-write-first']);
  });
});
