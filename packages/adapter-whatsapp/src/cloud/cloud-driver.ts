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
import { addressOf } from './address.js';
import { capability } from './capability.js';
import { encode, SEND, UPLOAD } from './encode.js';
import { readFailure } from './errors.js';
import { createGraphClient, type Fetch, type GraphAnswer } from './graph-client.js';
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
import { reach } from './reach.js';
import { type WebhookSettings, webhookRoutes } from './webhook.js';
import { sentSchema } from './wire.js';

/** What the official WhatsApp Cloud API needs to be reached, and to be believed. */
export interface CloudSettings extends Omit<WebhookSettings, 'via'> {
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
  /** How often messages may be sent, where this number may send more or less than others. */
  readonly rates?: readonly PlatformRate[];
  /** `fetch` of the running program unless said otherwise. */
  readonly fetch?: Fetch;
}

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

function connect(settings: CloudSettings, link: AdapterLink): Connection {
  const { baseUrl = defaultBaseUrl, phoneNumberId } = settings;
  const client = createGraphClient({
    baseUrl,
    version: settings.version ?? defaultVersion,
    token: settings.token,
    fetch: settings.fetch ?? ((url, init) => fetch(url, init)),
  });
  const path = `/${phoneNumberId}/messages`;
  return {
    async perform(step: WireStep, { file, uploaded }: StepGiven = {}) {
      if (step.op === UPLOAD && file !== undefined) return upload(client, phoneNumberId, file);
      if (step.op !== SEND) {
        throw new KapwaError('adapter.invalid', `whatsapp: there is no operation "${step.op}".`);
      }
      const body = uploaded === undefined ? step.body : withMedia(step.body, uploaded);
      return readAnswer(await client.post(path, body));
    },
    download: (id) => download(client, id, baseUrl),
    routes: webhookRoutes(settings, link),
    close: () => client.close(),
  };
}

/**
 * The official WhatsApp Cloud API: direct messages, and groups of up to 8 people.
 *
 * It holds no connection of its own: Meta posts to a webhook, and every message is one request.
 */
export function cloudDriver(settings: CloudSettings & Pick<WebhookSettings, 'via'>): Driver {
  return {
    maxText: limits.text,
    menus: menuLimits,
    attachments,
    encode,
    capability,
    reach,
    limits: groupLimits,
    addressOf,
    rates: settings.rates ?? sendRates,
    connect: (link) => connect(settings, link),
  };
}
