import type { Cancel, Clock } from '@kapwa/core';
import { metaJson, metaSignature } from './meta-json.js';
import { type Notification, type WebhookOwner, webhookOf } from './notification.js';

/** One try to hand over a webhook. */
export interface WebhookPost {
  readonly body: Uint8Array;
  readonly signature: string;
  /** From 1. */
  readonly attempt: number;
  /** The HTTP status of the answer; 0 when there was none. */
  readonly status: number;
}

/** How held webhooks go out. */
export interface ReleaseOptions {
  /** All in one webhook, spread over so many entries; otherwise one webhook each. */
  readonly inEntries?: number;
  /** `reversed` sends the last first. */
  readonly order?: 'as-written' | 'reversed';
  /** How often each is sent, as Meta does when an answer got lost; 1 unless said otherwise. */
  readonly copies?: number;
}

/** Where the fake's webhooks go, and what became of them. */
export interface FakeWebhooks {
  /** Every try so far, in order. */
  readonly posts: readonly WebhookPost[];
  /** Holds webhooks back until they are released. */
  hold(): void;
  /** Lets them go, and holds no more. Resolves when all have been answered. */
  release(options?: ReleaseOptions): Promise<void>;
  /** Sends the last webhook once more, byte for byte. */
  repeatLast(): Promise<void>;
  /** Resolves when nothing is on its way; what waits for the clock to be sent again does not count. */
  settled(): Promise<void>;
}

/** What the sender offers the rest of the fake. */
export interface WebhookSender extends FakeWebhooks {
  tell(notification: Notification): void;
  close(): void;
}

/** What the sender needs. */
export interface SenderSettings extends WebhookOwner {
  readonly appSecret: string;
  readonly clock: Clock;
  /** Undefined until somebody has subscribed: then nothing is sent. */
  callbackUrl(): string | undefined;
}

interface Signed {
  readonly body: Uint8Array;
  readonly signature: string;
}

/** Meta gives up after about a week; ms. */
const WEEK = 7 * 24 * 60 * 60 * 1000;

/** How long until the next try, in ms: 10 s, doubling up to an hour. */
function waitAfter(attempt: number): number {
  return Math.min(10_000 * 2 ** (attempt - 1), 60 * 60 * 1000);
}

async function send(url: string, { body, signature }: Signed): Promise<number> {
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}

/** Sends webhooks one after the other; one that is not answered 200 is sent again by the clock. */
export function createWebhookSender(settings: SenderSettings): WebhookSender {
  const posts: WebhookPost[] = [];
  const retries = new Set<Cancel>();
  let held: Notification[] | undefined;
  let line: Promise<void> = Promise.resolve();
  let closed = false;

  function sign(notifications: readonly Notification[], entries?: number): Signed {
    const body = metaJson(webhookOf(notifications, settings, entries));
    return { body, signature: metaSignature(body, settings.appSecret) };
  }

  function retryLater(signed: Signed, attempt: number, since: number): void {
    const wait = waitAfter(attempt);
    if (closed || settings.clock.now() + wait > since + WEEK) return;
    const cancel = settings.clock.after(wait, () => {
      retries.delete(cancel);
      post(signed, attempt + 1, since);
    });
    retries.add(cancel);
  }

  function post(signed: Signed, attempt = 1, since = settings.clock.now()): void {
    line = line.then(async () => {
      const url = settings.callbackUrl();
      if (closed || url === undefined) return;
      const status = await send(url, signed);
      posts.push({ ...signed, attempt, status });
      if (status !== 200) retryLater(signed, attempt, since);
    });
  }

  async function settled(): Promise<void> {
    let seen: Promise<void>;
    do {
      seen = line;
      await seen;
    } while (seen !== line);
  }

  return {
    posts,
    settled,
    hold() {
      held ??= [];
    },
    async release({ inEntries, order = 'as-written', copies = 1 } = {}) {
      const waiting = held ?? [];
      held = undefined;
      if (order === 'reversed') waiting.reverse();
      const whole = inEntries === undefined ? waiting.map((one) => [one]) : [waiting];
      for (const signed of whole
        .filter((one) => one.length > 0)
        .map((one) => sign(one, inEntries))) {
        for (let copy = 0; copy < copies; copy += 1) post(signed);
      }
      await settled();
    },
    async repeatLast() {
      const last = posts.at(-1);
      if (last) post(last);
      await settled();
    },
    tell(notification) {
      if (held) held.push(notification);
      else post(sign([notification]));
    },
    close() {
      closed = true;
      for (const cancel of retries) cancel();
    },
  };
}
