import type { FakeTelegram } from '@kapwa/testing';
import { type Reaction, startBot } from './running-bot.js';

/** A group with Amina and Sameer, who heads it, in which the bot has every right. */
export function north(telegram: FakeTelegram, options: Parameters<FakeTelegram['group']>[1] = {}) {
  const sameer = telegram.person('Sameer');
  const amina = telegram.person('Amina', { username: 'amina_n' });
  const group = telegram.group('Area North', { owner: sameer, ...options });
  group.add(amina);
  group.addBot('all');
  return { sameer, amina, group, screen: amina.phone.in(group) };
}

/** A bot in that group. */
export async function botInNorth(
  reaction?: Reaction,
  options: Parameters<FakeTelegram['group']>[1] = {},
) {
  let scene: ReturnType<typeof north> | undefined;
  const bot = await startBot({
    ...(reaction && { reaction }),
    prepare(telegram) {
      scene = north(telegram, options);
      return { north: scene.group.id };
    },
  });
  await bot.settle();
  return { ...bot, restart: bot.restart, ...(scene as ReturnType<typeof north>) };
}
