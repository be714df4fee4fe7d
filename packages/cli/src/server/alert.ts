import { KapwaError, type Kit, type Logger, messageOf, type TransportChanged } from '@kapwa/core';
import { type Settings, setting } from './settings.js';

/** How long an address may take to answer, ms. */
const ANSWER_TIME = 10_000;
/** How long it is waited before the second and the third try, ms. */
const waits = [0, 2_000, 15_000];

/** Addresses that may be reached unencrypted: this machine. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where whoever runs the bot wants to be told that a messenger has stopped for good; undefined where
 * nothing is set. Raises `config.invalid`.
 */
export function alertAddress(settings: Settings): URL | undefined {
  const text = setting(settings, 'ALERT_WEBHOOK');
  if (text === '') return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (url !== undefined && isSafe) return url;
  throw new KapwaError(
    'config.invalid',
    'ALERT_WEBHOOK must be an address that starts with https://.',
  );
}

/** What is posted: `text` is what chat services such as Slack and Mattermost show. Pure. */
export function alertOf({ adapter, reason = '', at }: TransportChanged) {
  return {
    text: `The bot has stopped on ${adapter}. ${reason}`.trim(),
    kind: 'transport.stopped',
    messenger: adapter,
    reason,
    at: new Date(at).toISOString(),
  } as const;
}

async function post(url: URL, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_TIME),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`it answered ${answer.status}`);
}

async function alert(url: URL, body: unknown, log: Logger): Promise<void> {
  let problem = '';
  for (const wait of waits) {
    await new Promise((resolve) => {
      setTimeout(resolve, wait);
    });
    try {
      await post(url, body);
      return;
    } catch (error) {
      problem = messageOf(error);
    }
  }
  // The address may hold a secret.
  log.error('ALERT_WEBHOOK could not be told that a messenger has stopped.', { problem });
}

/** Posts to an address of the operator's own when a messenger has stopped for good. */
export function alertOnStop(kit: Pick<Kit, 'events'>, url: URL, log: Logger): void {
  const told = new Set<string>();
  kit.events.on('turn.finished', ({ event }) => {
    if (event.kind !== 'transport.changed' || event.state !== 'stopped') return;
    // It is told in every community.
    if (told.has(event.id)) return;
    told.add(event.id);
    void alert(url, alertOf(event), log);
  });
}
