import { createHmac, timingSafeEqual } from 'node:crypto';
import { limits } from './limits.js';

/** Signs what stands behind a button. */
export interface CallbackSigner {
  /** The data of a button; undefined where the option's id is too long for one. */
  write(chat: string, option: string): string | undefined;
  /** Whether the data has the form of one of the kit's, whoever made it. */
  isOurs(data: string): boolean;
  /** The option, where the data was made for this chat; undefined for anything else. */
  read(chat: string, data: string): string | undefined;
}

/** 12 bytes, 16 characters: nobody guesses one, and 47 bytes are left for the id. */
const LENGTH = 16;

/**
 * Signs with a key that comes from the bot's token, so that buttons outlive a restart.
 *
 * Telegram passes on whatever an app says was tapped, and an app can be changed: without the
 * signature anybody could answer anything. It is bound to the chat, and buttons are only shown in
 * direct chats, so what was made for one person is worth nothing in the hands of another.
 */
export function createCallbackSigner(token: string): CallbackSigner {
  const key = createHmac('sha256', token).update('kapwa buttons').digest();
  const sign = (chat: string, option: string): string =>
    createHmac('sha256', key).update(`${chat}\n${option}`).digest('base64url').slice(0, LENGTH);

  return {
    write(chat, option) {
      const data = `${sign(chat, option)}:${option}`;
      return Buffer.byteLength(data) <= limits.callbackData ? data : undefined;
    },
    isOurs: (data) => /^[\w-]{16}:/.test(data),
    read(chat, data) {
      const option = data.slice(LENGTH + 1);
      const given = Buffer.from(data.slice(0, LENGTH + 1));
      const expected = Buffer.from(`${sign(chat, option)}:`);
      const isRight = given.length === expected.length && timingSafeEqual(given, expected);
      return isRight ? option : undefined;
    },
  };
}
