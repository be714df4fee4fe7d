import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type AdapterLink,
  type PlatformEvent,
  type RawRequest,
  type RawResponse,
  type Route,
  readJson,
} from '@kapwa/core';
import { type Decoded, decode } from './decode.js';
import { limits } from './limits.js';
import { createSignatureCheck } from './signature.js';
import type { MadeGroup } from './wire-groups.js';

/** Where Meta posts to, below the address the bot is served at. */
export const webhookPath = '/webhooks/whatsapp';

/** What the webhook needs to know. */
export interface WebhookSettings {
  readonly phoneNumberId: string;
  readonly appSecrets: readonly string[];
  readonly verifyToken: string;
  /** The adapter's name, where it goes beside another one whose name events bear. */
  readonly via?: string;
  /** Takes what became of a group the bot asked for; false where nobody waits for it. */
  made?(group: MadeGroup): boolean;
}

type Link = Pick<AdapterLink, 'accept' | 'bury' | 'clock' | 'log'>;

/** Answers without a body: a stranger learns nothing from them. */
const unsigned: RawResponse = { status: 401, refusal: 'unsigned' };
const unauthorised: RawResponse = { status: 401, refusal: 'signature' };
const forbidden: RawResponse = { status: 403, refusal: 'verification' };
const unreadable: RawResponse = { status: 400 };
const unavailable: RawResponse = { status: 503 };
const taken: RawResponse = { status: 200 };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, in a time that tells nothing about where they differ. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(digest(given), digest(expected));
}

/** Meta asks once, when the webhook is set up, whether this is the right place. */
function verify(request: RawRequest, verifyToken: string): RawResponse {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const challenge = query.get('hub.challenge');
  const isRight = isSame(query.get('hub.verify_token') ?? '', verifyToken);
  if (query.get('hub.mode') !== 'subscribe' || challenge === null || !isRight) return forbidden;
  const headers = { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' };
  return { status: 200, headers, body: challenge };
}

/** Tells the log what was skipped, each reason once with its count. */
function report(skipped: readonly string[], log: Link['log']): void {
  if (skipped.length === 0) return;
  const counts = new Map<string, number>();
  for (const reason of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  for (const [reason, count] of counts) {
    log.warn('whatsapp: skipped a part of a webhook', { reason, count });
  }
}

/** Tells the log what did not arrive: WhatsApp often takes a message first and says no later. */
function reportFailures(events: readonly PlatformEvent[], log: Link['log']): void {
  for (const event of events) {
    if (event.kind !== 'delivery.reported' || event.state !== 'failed') continue;
    log.warn('whatsapp: a message did not arrive', { reason: event.reason });
  }
}

/** What is left of all that happened when nobody needs to hear of what is long past. */
function recentOf(events: readonly PlatformEvent[], link: Link): readonly PlatformEvent[] {
  const oldest = link.clock.now() - limits.webhookAge;
  if (events.every(({ at }) => at >= oldest)) return events;
  const recent = events.filter(({ at }) => at >= oldest);
  report(new Array(events.length - recent.length).fill('older than 8 days'), link.log);
  return recent;
}

/**
 * What is left when new groups are with whoever asked for them, in this process: they tie a group to
 * the kit's own before anything is told of it.
 */
function withoutAwaited(
  events: readonly PlatformEvent[],
  made: Decoded['made'],
  settings: WebhookSettings,
): readonly PlatformEvent[] {
  if (made.length === 0) return events;
  const awaited = made.filter((one) => settings.made?.(one));
  const own = new Set(awaited.flatMap((one) => ('group' in one ? [one.group] : [])));
  return events.filter((event) => !(event.kind === 'group.reported' && own.has(event.chat.id)));
}

/** Under the name of the adapter they came by, where that is not the name they bear. */
function named(
  events: readonly PlatformEvent[],
  { via }: WebhookSettings,
): readonly PlatformEvent[] {
  return via === undefined ? events : events.map((event) => ({ ...event, via }));
}

/** Keeps what a webhook holds: what was understood, and what somebody should look at. */
async function keep(
  events: readonly PlatformEvent[],
  unread: Decoded['unread'],
  link: Link,
): Promise<RawResponse> {
  try {
    if (events.length > 0) await link.accept(events, { answerFirst: true });
    for (const { part, reason } of unread) await link.bury(part, reason);
    return taken;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    link.log.error('whatsapp: a webhook could not be kept; Meta will send it again', { reason });
    return unavailable;
  }
}

function take(
  body: Uint8Array,
  settings: WebhookSettings,
  link: Link,
): RawResponse | Promise<RawResponse> {
  const json = readJson(body, limits.webhookDepth);
  if (!json.ok) {
    link.log.warn('whatsapp: a signed webhook is not usable JSON', { bytes: body.length });
    return unreadable;
  }
  const decoded = decode(json.value, settings);
  report(decoded.skipped, link.log);
  const recent = recentOf(decoded.events, link);
  const events = named(withoutAwaited(recent, decoded.made, settings), settings);
  reportFailures(events, link.log);
  return keep(events, decoded.unread, link);
}

/**
 * The two routes of a webhook.
 *
 * A post is looked at in this order: signature over the raw bytes (401), JSON (400), durable
 * acceptance (503 when it fails, so that Meta sends it again). Only then it is answered 200.
 */
export function webhookRoutes(settings: WebhookSettings, link: Link): readonly Route[] {
  const isSigned = createSignatureCheck(settings.appSecrets);
  return [
    {
      method: 'GET',
      path: webhookPath,
      maxBody: 0,
      handle: (request) => verify(request, settings.verifyToken),
    },
    {
      method: 'POST',
      path: webhookPath,
      maxBody: limits.webhookBody,
      handle({ headers, body }) {
        if (body.length > limits.webhookBody) return { status: 413 };
        const signature = headers['x-hub-signature-256'];
        if (signature === undefined) return unsigned;
        if (!isSigned(signature, body)) return unauthorised;
        return take(body, settings, link);
      },
    },
  ];
}
