import { turnableClock } from '@kapwa/adapter-playground';
import { afterEach } from 'vitest';
import { type FakeTelegramOptions, startFakeTelegram } from '../../src/index.js';

const toClose: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

/** What the Bot API answers. */
export interface Answer {
  readonly ok: boolean;
  readonly error_code?: number;
  readonly description?: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into what it expects.
  readonly result?: any;
}

/** A Telegram with a clock that stands still, and a bot that only calls methods. */
export async function startTelegram(options: FakeTelegramOptions = {}) {
  const clock = turnableClock();
  const telegram = await startFakeTelegram({ clock, ...options });
  toClose.push(telegram.close);
  let offset = 0;

  const call = async (method: string, params: Record<string, unknown> = {}): Promise<Answer> => {
    const response = await fetch(`${telegram.apiRoot}/bot${telegram.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    });
    return (await response.json()) as Answer;
  };

  return {
    telegram,
    clock,
    call,
    /** The updates since the last look, all types of them. */
    async updates() {
      const all = ['message', 'chat_member', 'my_chat_member', 'message_reaction', 'poll_answer'];
      const allowed_updates = [...all, 'callback_query', 'chat_join_request', 'channel_post'];
      const { result } = await call('getUpdates', { offset, allowed_updates });
      offset = (result.at(-1)?.update_id ?? offset - 1) + 1;
      return result;
    },
  };
}
