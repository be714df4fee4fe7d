import type { Cancel, Clock } from '@kapwa/core';
import type { QueuedUpdate, UpdateQueue } from './update-queue.js';

/** One try to hand over an update. */
export interface TelegramPost {
  readonly update: QueuedUpdate;
  /** From 1. */
  readonly attempt: number;
  /** The HTTP status of the answer; 0 when there was none. */
  readonly status: number;
}

/** Where updates are posted to, and what became of them. */
export interface TelegramWebhook {
  readonly posts: readonly TelegramPost[];
  readonly url: string;
  set(url: string, secret: string): void;
  /** Posts the last update once more. */
  repeatLast(): Promise<void>;
  /** Resolves when nothing is on its way; what waits for the clock to be posted again does not count. */
  settled(): Promise<void>;
  close(): void;
}

/** How long until the next try, ms: the fake's own measure, Telegram promises none. */
const waitAfter = (attempt: number): number => Math.min(1000 * 2 ** (attempt - 1), 60_000);

async function post(url: string, secret: string, update: QueuedUpdate): Promise<number> {
  const headers = {
    'content-type': 'application/json',
    ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Posts updates one after the other; one that is not answered 2xx is posted again by the clock. */
export function createWebhook(queue: UpdateQueue, clock: Clock): TelegramWebhook {
  const posts: TelegramPost[] = [];
  let target = { url: '', secret: '' };
  let running: Promise<void> | undefined;
  let retry: Cancel | undefined;
  let attempt = 1;
  let closed = false;

  const deliver = async (): Promise<void> => {
    for (;;) {
      const [update] = queue.waiting();
      if (closed || target.url === '' || update === undefined) return;
      const status = await post(target.url, target.secret, update);
      posts.push({ update, attempt, status });
      if (status < 200 || status > 299) {
        const wait = waitAfter(attempt);
        attempt += 1;
        if (!closed) retry = clock.after(wait, again);
        return;
      }
      attempt = 1;
      queue.done(update);
    }
  };

  const start = (): void => {
    if (closed || running !== undefined || retry !== undefined || target.url === '') return;
    running = deliver().finally(() => {
      running = undefined;
      if (queue.waiting().length > 0) start();
    });
  };

  const again = (): void => {
    retry = undefined;
    start();
  };

  const forget = queue.onChange(start);

  return {
    posts,
    get url() {
      return target.url;
    },
    set(url, secret) {
      target = { url, secret };
      retry?.();
      retry = undefined;
      start();
    },
    async repeatLast() {
      const last = posts.at(-1);
      if (last === undefined) return;
      const status = await post(target.url, target.secret, last.update);
      posts.push({ ...last, attempt: last.attempt + 1, status });
    },
    async settled() {
      while (running !== undefined) await running;
    },
    close() {
      closed = true;
      retry?.();
      forget();
    },
  };
}
