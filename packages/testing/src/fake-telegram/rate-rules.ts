import { tooMany } from './api-error.js';

/** How fast a bot may write. Telegram publishes no more than "about"; these are its own examples. */
export interface TelegramRates {
  /** ms between two messages into one chat; 1,000 unless given. */
  readonly perChat?: number;
  /** Messages a minute into one group; 20 unless given. */
  readonly perGroup?: number;
  /** Messages a second in all; 30 unless given. */
  readonly overall?: number;
}

/** Counts what the bot sends; throws 429 with the time to wait. */
export interface RateRules {
  count(chat: number): void;
}

/** Rules that count nothing unless rates are given. */
export function createRateRules(now: () => number, rates: TelegramRates | undefined): RateRules {
  const sent = new Map<number, number[]>();
  let all: number[] = [];
  return {
    count(chat) {
      if (rates === undefined) return;
      const { perChat = 1000, perGroup = 20, overall = 30 } = rates;
      const at = now();
      const wait = (until: number): never => {
        throw tooMany(Math.max(1, Math.ceil((until - at) / 1000)));
      };
      const here = (sent.get(chat) ?? []).filter((time) => time > at - 60_000);
      all = all.filter((time) => time > at - 1000);
      const last = here.at(-1);
      if (last !== undefined && at - last < perChat) wait(last + perChat);
      const [first] = here;
      if (chat < 0 && first !== undefined && here.length >= perGroup) wait(first + 60_000);
      const [earliest] = all;
      if (earliest !== undefined && all.length >= overall) wait(earliest + 1000);
      sent.set(chat, [...here, at]);
      all.push(at);
    },
  };
}
