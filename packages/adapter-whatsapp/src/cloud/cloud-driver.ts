import {
  type Adapter,
  type AdapterLink,
  type Connection,
  KapwaError,
  type PlatformRate,
  type StepGiven,
  type StepResult,
  type WireStep,
} from '@kapwa/core';
import { z } from 'zod';
import { addressOf } from './address.js';
import { capability } from './capability.js';
import { encode, READ, SEND, TYPING, UPLOAD } from './encode.js';
import { readFailure } from './errors.js';
import {
  createGraphClient,
  type Fetch,
  type GraphAnswer,
  type GraphClient,
} from './graph-client.js';
import { GROUP, groupRequestSchema } from './group-requests.js';
import {
  attachments,
  defaultBaseUrl,
  defaultVersion,
  groupLimits,
  limits,
  menuLimits,
  sendRates,
} from './limits.js';
import { download, upload, withMedia } from './media.js';
import { awaitedGroups, performGroup } from './perform-group.js';
import { reach } from './reach.js';
import { createStanding } from './standing.js';
import { type WebhookSettings, webhookRoutes } from './webhook.js';
import { sentSchema } from './wire.js';

/** What the official WhatsApp Cloud API needs to be reached, and to be believed. */
export interface CloudSettings extends Omit<WebhookSettings, 'via' | 'made'> {
  /** The access token of a system user, with the right `whatsapp_business_messaging`. */
  readonly token: string;
  /** The id of the number in Meta's dashboard; not the number itself. */
  readonly phoneNumberId: string;
  /** The app secret; a second one beside it while it is being exchanged. */
  readonly appSecrets: readonly string[];
  /** A word of one's own that is also typed into Meta's dashboard. */
  readonly verifyToken: string;
  /** Where the Graph API is; `https://graph.facebook.com` unless said otherwise. */
  readonly baseUrl?: string;
  /** The version of the Graph API; `v26.0` unless said otherwise. */
  readonly version?: string;
  /**
   * Whether the number belongs to a verified business account, to which Meta has opened groups: then
   * the bot makes and manages groups of up to 8 people. No unless given.
   */
  readonly groups?: boolean;
  /** How often messages may be sent, where this number may send more or less than others. */
  readonly rates?: readonly PlatformRate[];
  /** `fetch` of the running program unless said otherwise. */
  readonly fetch?: Fetch;
}

/** The settings, with the name of the adapter where it goes beside another one. */
type DriverSettings = CloudSettings & Pick<WebhookSettings, 'via'>;

/** Everything of an adapter but its name. */
export type Driver = Omit<Adapter, 'name'>;

function readAnswer(answer: GraphAnswer): StepResult {
  if (answer.kind === 'silent') {
    const { reason, arrived } = answer;
    return { kind: arrived === 'no' ? 'retry' : 'unknown', reason };
  }
  const { status, body, retryAfter } = answer;
  if (status < 200 || status > 299) return readFailure(status, body, retryAfter);
  const message = sentSchema.safeParse(body).data?.messages[0]?.id;
  return message === undefined ? { kind: 'ok' } : { kind: 'ok', message };
}

const typingSchema = z.object({ message: z.string().optional() });

/**
 * Marks a message as read and shows for up to 25 s that it is being answered, as Meta describes it
 * under "Typing indicators". There is no way to show it without a message.
 */
async function showTyping(
  client: GraphClient,
  path: string,
  body: WireStep['body'],
): Promise<StepResult> {
  const { message } = typingSchema.parse(body);
  if (message === undefined) {
    const reason =
      'WhatsApp shows that somebody is writing only in answer to a message, and none is named';
    return { kind: 'refused', reason };
  }
  const answer = await client.post(path, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: message,
    typing_indicator: { type: 'text' },
  });
  return readAnswer(answer);
}

/** Marks a message as read: the two blue ticks on the phone of whoever wrote it. */
async function showRead(
  client: GraphClient,
  path: string,
  body: WireStep['body'],
): Promise<StepResult> {
  const { message: message_id } = z.object({ message: z.string() }).parse(body);
  const read = { messaging_product: 'whatsapp', status: 'read', message_id };
  return readAnswer(await client.post(path, read));
}

function connect(settings: DriverSettings, link: AdapterLink): Connection {
  const { baseUrl = defaultBaseUrl, phoneNumberId } = settings;
  const client = createGraphClient({
    baseUrl,
    version: settings.version ?? defaultVersion,
    token: settings.token,
    fetch: settings.fetch ?? ((url, init) => fetch(url, init)),
  });
  const { via: adapter = 'whatsapp' } = settings;
  const path = `/${phoneNumberId}/messages`;
  const standing = createStanding(client, { phoneNumberId, adapter }, link);
  const awaited = awaitedGroups(link.clock);
  const groups = { client, phoneNumberId, awaited, adapter: 'whatsapp', now: link.clock.now };
  standing.ask();
  return {
    async perform(step: WireStep, { file, uploaded }: StepGiven = {}) {
      if (step.op === UPLOAD && file !== undefined) return upload(client, phoneNumberId, file);
      if (step.op === GROUP) return performGroup(groupRequestSchema.parse(step.body), groups);
      if (step.op === TYPING) return showTyping(client, path, step.body);
      if (step.op === READ) return showRead(client, path, step.body);
      if (step.op !== SEND) {
        throw new KapwaError(
          'adapter.invalid',
          `whatsapp: the step "${step.op}" is not one it knows. Use what encode() gives.`,
        );
      }
      const body = uploaded === undefined ? step.body : withMedia(step.body, uploaded);
      const answer = await client.post(path, body);
      standing.seen(answer);
      return readAnswer(answer);
    },
    download: (id) => download(client, id, baseUrl),
    routes: webhookRoutes({ ...settings, made: awaited.made }, link),
    close() {
      standing.close();
      awaited.stop();
      client.close();
    },
  };
}

/**
 * The official WhatsApp Cloud API: direct messages, and groups of up to 8 people.
 *
 * It holds no connection of its own: Meta posts to a webhook, and every message is one request.
 */
export function cloudDriver(settings: DriverSettings): Driver {
  return {
    maxText: limits.text,
    menus: menuLimits,
    attachments,
    encode,
    capability: (query) => capability(query, settings.groups === true),
    reach,
    limits: groupLimits,
    addressOf,
    rates: settings.rates ?? sendRates,
    connect: (link) => connect(settings, link),
  };
}
