import type { StepResult } from '@kapwa/core';
import { GrammyError, HttpError } from 'grammy';

/** What Telegram says, by its beginning or a word in it, and what that means for people. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /can't initiate conversation/,
    'This person has to press Start in the chat with the bot first: Telegram lets no bot write first.',
  ],
  [/bot was blocked by the user/, 'This person has blocked the bot.'],
  [/user is deactivated/, 'This account is gone.'],
  [/bot was kicked|bot is not a member/, 'The bot is not in this chat any more.'],
  [
    /the group chat was deleted|chat not found/,
    'Telegram knows no such chat, or the bot has never been in it.',
  ],
  [
    /message can't be deleted for everyone/,
    'Telegram lets bots delete messages only for 48 hours.',
  ],
  [
    /message to (delete|edit|react|pin) not found|MESSAGE_ID_INVALID/,
    'This message is not there any more.',
  ],
  [/message can't be edited/, "Only the bot's own messages can be changed by it."],
  [/REACTION_INVALID/, 'Telegram does not have this emoji as a reaction.'],
  [
    /can't remove chat owner|user is an administrator of the chat/,
    'Telegram lets no bot do this to an admin of the group.',
  ],
  [/USER_ALREADY_PARTICIPANT/, 'This person is in the group already.'],
  [
    /HIDE_REQUESTER_MISSING|USER_NOT_PARTICIPANT|USER_NOT_MUTUAL_CONTACT/,
    'This person has not asked to join, or is not in the group any more.',
  ],
  [
    /method is available/,
    'Telegram has this only in supergroups: switch on "Chat history for new members" in the group, which makes it one.',
  ],
  [/TOPIC_CLOSED/, 'This topic is closed.'],
];

/** The bot lacks one right of several, as far as Telegram lets it know. */
const LACKS_RIGHT =
  /not enough rights|CHAT_ADMIN_REQUIRED|RIGHT_FORBIDDEN|need administrator rights|CHAT_WRITE_FORBIDDEN|message can't be deleted$|bot is not a member|bot was kicked/;

/** They have to press Start first. */
const MUST_START = /can't initiate conversation/;

/** It is so already: nothing is left to do. */
const DONE_ALREADY = /is not modified|NOT_MODIFIED|message to unpin not found/;

/** Nothing has left this machine, or nothing has arrived. */
const NOT_SENT = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH/;

function whyRefused(description: string): string {
  const known = reasons.find(([pattern]) => pattern.test(description))?.[1];
  // What it quotes may be anybody's words.
  const said = description
    .replace(/^(Bad Request|Forbidden): /, '')
    .replace(/"[^"]*"?/g, '"…"')
    .slice(0, 200);
  return known ?? `Telegram refused: ${said}.`;
}

function fromAnswer(error: GrammyError): StepResult {
  const { error_code: code, description, parameters } = error;
  if (code === 429) {
    const retryAfter = (parameters.retry_after ?? 1) * 1000;
    return { kind: 'retry', reason: 'Telegram asks the bot to be slower.', retryAfter };
  }
  if (code >= 500) return { kind: 'unknown', reason: `Telegram had a problem (${code}).` };
  if (code === 401 || code === 404) {
    return {
      kind: 'refused',
      reason: "Telegram does not know the bot's token: take a new one from BotFather.",
    };
  }
  if (DONE_ALREADY.test(description)) return { kind: 'ok' };
  const reason = whyRefused(description);
  if (MUST_START.test(description)) return { kind: 'refused', reason, mustWriteFirst: true };
  return LACKS_RIGHT.test(description)
    ? { kind: 'refused', reason, lacksRight: true }
    : { kind: 'refused', reason };
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  return `${error.message}${code}`;
}

/** What a call that did not succeed came to; throws again what is no matter of Telegram's. */
export function readFailure(error: unknown): StepResult {
  if (error instanceof GrammyError) return fromAnswer(error);
  if (!(error instanceof HttpError)) throw error;
  return NOT_SENT.test(textOf(error.error))
    ? { kind: 'retry', reason: 'Telegram cannot be reached.' }
    : { kind: 'unknown', reason: 'The answer of Telegram got lost.' };
}

/** Under which id a chat is found now, where a call was refused because it moved. */
export function movedTo(error: unknown): number | undefined {
  return error instanceof GrammyError ? error.parameters.migrate_to_chat_id : undefined;
}

/** An error for the log: never the address of a call, which holds the token. */
export function failureForLog(error: unknown): string {
  if (error instanceof GrammyError) return `${error.error_code} ${error.description}`;
  if (error instanceof HttpError) return textOf(error.error).replace(/\/bot[^/\s]+/g, '/bot…');
  return textOf(error);
}
