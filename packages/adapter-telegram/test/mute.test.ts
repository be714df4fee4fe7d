import { describe, expect, it } from 'vitest';
import { type Reaction, startBot } from './running-bot.js';

/** A group with Amina, in which the bot mutes and unmutes whoever writes that. */
async function north(type: 'group' | 'supergroup' = 'supergroup') {
  let found: ReturnType<typeof people> | undefined;
  const people = (telegram: Awaited<ReturnType<typeof startBot>>['telegram']) => {
    const sameer = telegram.person('Sameer');
    const amina = telegram.person('Amina');
    const group = telegram.group('Area North', { owner: sameer, type });
    group.add(amina);
    group.addBot('all');
    return { sameer, amina, group, screen: amina.phone.in(group) };
  };
  const reaction: Reaction = async (context, text) => {
    const [word, who] = text.split(' ');
    if (word !== 'mute' && word !== 'unmute') return;
    const id = String(found?.[who === 'Sameer' ? 'sameer' : 'amina'].id);
    const { id: person } = await context.personOf({ id });
    const until = text.endsWith('an hour') ? { until: context.now + 3_600_000 } : {};
    context.perform(
      { kind: `member.${word}`, group: 'north', person },
      { reason: 'flood', assist: false, ...until },
    );
  };
  const bot = await startBot({
    reaction,
    prepare(telegram) {
      found = people(telegram);
      return { north: found.group.id };
    },
  });
  await bot.settle();
  const scene = found as ReturnType<typeof people>;
  const head = scene.sameer.phone.in(scene.group);
  scene.screen.writes('/hello');
  await bot.settle();
  return {
    ...scene,
    bot,
    outcomes: bot.outcomes,
    async asks(text: string): Promise<void> {
      head.writes(text);
      await bot.settle();
    },
  };
}

describe('muting one person on Telegram', () => {
  it('keeps them alone from writing, and lifts that whole', async () => {
    const { asks, amina, group, screen, outcomes } = await north();
    await asks('mute Amina');
    expect(screen.mayWrite).toBe(false);
    expect(group.status(amina)).toBe('restricted');
    expect(group.permissions.can_send_messages).toBe(true);

    await asks('unmute Amina');

    expect(screen.mayWrite).toBe(true);
    expect(group.status(amina)).toBe('member');
    expect(outcomes).toMatchObject([{ kind: 'done' }, { kind: 'done' }]);
  });

  it('ends when its time is over, also where the bot was away meanwhile', async () => {
    const { asks, bot, screen } = await north();
    await asks('mute Amina for an hour');
    expect(screen.mayWrite).toBe(false);

    await bot.restart();
    await bot.clock.advance(3_601_000);
    await bot.settle();

    expect(screen.mayWrite).toBe(true);
  });

  it('gives back what an admin had left them, and no more', async () => {
    const { asks, amina, group, bot } = await north();
    const { telegram } = bot;
    await fetch(`${telegram.apiRoot}/bot${telegram.token}/restrictChatMember`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        chat_id: group.id,
        user_id: amina.id,
        permissions: { can_send_messages: true },
        use_independent_chat_permissions: true,
      }),
    });
    await bot.settle();
    await asks('mute Amina');
    await asks('unmute Amina');

    expect(group.status(amina)).toBe('restricted');
    expect(amina.phone.in(group).mayWrite).toBe(true);
    const last = telegram.calls.filter(({ method }) => method === 'restrictChatMember').at(-1);
    expect(last?.params).toMatchObject({
      permissions: { can_send_messages: true, can_send_photos: false },
    });
  });

  it('is told to the kit where an admin does it by hand', async () => {
    const { bot, amina, group } = await north();
    bot.telegram.tells('chat_member', {
      chat: { id: group.id, type: 'supergroup', title: 'Area North' },
      from: { id: 4, is_bot: false, first_name: 'Head' },
      date: 1,
      old_chat_member: { status: 'member', user: { id: amina.id, is_bot: false, first_name: 'A' } },
      new_chat_member: {
        status: 'restricted',
        is_member: true,
        can_send_messages: false,
        user: { id: amina.id, is_bot: false, first_name: 'A' },
      },
    });
    await bot.settle();

    expect(bot.events).toContainEqual(
      expect.objectContaining({ kind: 'member.muted', muted: true, by: { id: '4', name: 'Head' } }),
    );
  });

  it('is not done to an admin', async () => {
    const { asks, outcomes, bot } = await north();
    await asks('mute Sameer');

    expect(outcomes).toEqual([{ kind: 'refused', reason: 'An admin of a group cannot be muted.' }]);
    expect(bot.telegram.calls.map(({ method }) => method)).not.toContain('restrictChatMember');
  });

  it('says why not in a basic group, and what would help', async () => {
    const { asks, outcomes } = await north('group');
    await asks('mute Amina');

    expect(outcomes).toMatchObject([{ kind: 'refused', reason: /basic group/ }]);
  });
});
