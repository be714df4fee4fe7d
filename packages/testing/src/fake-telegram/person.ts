import { createScreen, type ScreenWorld, type TelegramScreen } from './screen.js';
import type { TelegramPlace, UserState } from './state.js';
import type { Named } from './text.js';

/** The chat of somebody with the bot. */
export interface TelegramBotScreen extends TelegramScreen {
  /** Presses Start, with what a link `t.me/bot?start=…` brings along. Returns the id of the message. */
  starts(payload?: string): number;
  blocks(): void;
  unblocks(): void;
}

/** Somebody's phone. */
export interface TelegramPhone {
  /** A group or channel on it. */
  in(group: TelegramPlace): TelegramScreen;
  /** The chat with the bot. */
  readonly bot: TelegramBotScreen;
}

/** Somebody on Telegram. */
export interface TelegramPerson extends Named {
  readonly phone: TelegramPhone;
}

function botScreen(user: UserState, parts: ScreenWorld): TelegramBotScreen {
  const { world } = parts;
  const chat = world.privateChat(user);
  const screen = createScreen(user, chat, parts);
  const setBlocked = (blocked: boolean): void => {
    user.blocked = blocked;
    // Telegram tells this as a change of the bot's place in the chat with them.
    const next = { status: blocked ? 'kicked' : 'member' } as const;
    world.setMember(chat, world.bot, next, { by: user });
  };
  const writes: TelegramScreen['writes'] = (text, options) => {
    user.started = true;
    return screen.writes(text, options);
  };
  return Object.create(screen, {
    writes: { value: writes },
    starts: { value: (payload = '') => writes(`/start ${payload}`.trim()) },
    blocks: { value: () => setBlocked(true) },
    unblocks: { value: () => setBlocked(false) },
  }) as TelegramBotScreen;
}

/** Somebody with a phone. */
export function createPerson(
  user: UserState,
  parts: ScreenWorld & { chatOf(group: TelegramPlace): Parameters<typeof createScreen>[1] },
): TelegramPerson {
  return {
    id: user.id,
    name: user.firstName,
    ...(user.username === undefined ? {} : { username: user.username }),
    phone: {
      in: (group) => createScreen(user, parts.chatOf(group), parts),
      bot: botScreen(user, parts),
    },
  };
}
