import { createHash, timingSafeEqual } from 'node:crypto';
import {
  type AdapterLink,
  messageOf,
  type RawRequest,
  type RawResponse,
  type Route,
  readJson,
} from '@kapwa/core';
import { limits } from './limits.js';
import type { UpdateReader } from './reader.js';

/** Where Telegram posts to, below the address the bot is served at. */
export const webhookPath = '/webhooks/telegram';

/** The header in which Telegram sends the secret word. */
const HEADER = 'x-telegram-bot-api-secret-token';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a word is one of the secrets, in a time that tells nothing about where it differs. */
function createSecretCheck(secrets: readonly string[]): (given: string | undefined) => boolean {
  const expected = secrets.map(digest);
  return (given) => {
    const hash = digest(typeof given === 'string' ? given : '');
    // All are looked at, whichever fits.
    return expected.map((one) => timingSafeEqual(one, hash)).includes(true);
  };
}

/** Answers without a body: a stranger learns nothing from them. */
const status = (code: number): RawResponse => ({ status: code });

/**
 * The route Telegram posts updates to, one each. Looked at in this order: the secret word (401),
 * JSON (400), durable acceptance (503 when it fails, so that Telegram posts it again). Only then it
 * is answered 200.
 */
export function webhookRoute(
  secrets: readonly string[],
  reader: UpdateReader,
  link: Pick<AdapterLink, 'accept' | 'log'>,
): Route {
  const isSecret = createSecretCheck(secrets);

  const take = async (update: unknown): Promise<RawResponse> => {
    try {
      const events = await reader.read(update);
      if (events.length > 0) await link.accept(events, { answerFirst: true });
      return status(200);
    } catch (error) {
      link.log.error('telegram: an update could not be kept; Telegram will post it again', {
        reason: messageOf(error),
      });
      return status(503);
    }
  };

  return {
    method: 'POST',
    path: webhookPath,
    maxBody: limits.webhookBody,
    handle({ headers, body }: RawRequest) {
      const secret = headers[HEADER];
      if (secret === undefined) return { status: 401, refusal: 'unsigned' };
      if (!isSecret(secret)) return { status: 401, refusal: 'signature' };
      if (body.length > limits.webhookBody) return status(413);
      const json = readJson(body, limits.webhookDepth);
      if (!json.ok || typeof json.value !== 'object' || json.value === null) return status(400);
      return take(json.value);
    },
  };
}
