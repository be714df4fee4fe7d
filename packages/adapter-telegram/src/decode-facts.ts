import type { AccountRef, PlatformEvent } from '@kapwa/core';
import type { CallbackSigner } from './callback-data.js';

/** What decoding needs to know besides the update itself. */
export interface DecodeFacts {
  /** The name the adapter goes by in its kit. */
  readonly adapter: string;
  readonly bot: { readonly id: number; readonly username: string };
  readonly buttons: CallbackSigner;
  /** ms UTC, for what Telegram gives no time. */
  now(): number;
  /** Whether the bot is an admin there: then it is told of members in another way, too. */
  isAdmin(chat: number): boolean;
  /** Whose username this is, in lower case without the @, as far as anybody has shown it. */
  userNamed(username: string): AccountRef | undefined;
  /** Under which id the kit knows a chat that may have moved. */
  knownAs(chat: number): string;
  /** The message that is a poll of the bot's. */
  poll(id: string): { readonly chat: string; readonly message: string } | undefined;
}

/** What an update holds, in the kit's words. */
export interface Decoded {
  readonly events: readonly PlatformEvent[];
  /** Why nothing was understood, without any of the content. */
  readonly skipped?: string;
  /** It is of a known type, and yet could not be read: worth a look by people. */
  readonly isBroken?: boolean;
  /** Somebody tapped what was not shown to them. */
  readonly isForged?: boolean;
}

/** Nothing the kit has a word for. */
export function skip(skipped: string): Decoded {
  return { events: [], skipped };
}
