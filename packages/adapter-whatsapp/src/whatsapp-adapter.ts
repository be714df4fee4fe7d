import { type Adapter, defineAdapter, KapwaError } from '@kapwa/core';
import { type WhatsAppWebOptions, whatsappWeb } from './baileys/whatsapp-web.js';
import { type CloudSettings, cloudDriver } from './cloud/cloud-driver.js';

/** How WhatsApp is reached by the official Cloud API. */
type CloudOptions = { readonly driver: 'cloud' } & CloudSettings;

/** How WhatsApp is reached in two ways at once, by one bot. */
export interface WhatsAppHybridOptions {
  /** The official Cloud API, for direct messages. */
  readonly cloud: CloudSettings;
  /** The linked device, for groups and communities. */
  readonly linkedDevice: Omit<WhatsAppWebOptions, 'name'>;
}

/** How WhatsApp is reached: by the official Cloud API, or as a linked device. */
export type WhatsAppOptions = CloudOptions | ({ readonly driver: 'baileys' } & WhatsAppWebOptions);

/** What each setting that must be there is, for people who have to find it. */
const needed = {
  token: 'the access token of a system user of the business account',
  phoneNumberId: "the phone number id that Meta's dashboard shows under WhatsApp, API Setup",
  verifyToken: 'a word of your own, also typed into the webhook page of the dashboard',
} as const;

/** Addresses at which a token may travel unencrypted: this machine, for tests and fakes. */
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function missing(setting: string, what: string): KapwaError {
  return new KapwaError('config.missing', `whatsapp: "${setting}" is missing. Set it to ${what}.`);
}

function invalid(setting: string, fix: string): KapwaError {
  return new KapwaError('config.invalid', `whatsapp: "${setting}" cannot be used. ${fix}`);
}

function checkBaseUrl(baseUrl: string): void {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isSafe = url?.protocol === 'https:' || LOOPBACK.has(url?.hostname ?? '');
  if (!isSafe || !/^https?:$/.test(url?.protocol ?? '')) {
    throw invalid('baseUrl', 'Give an address that starts with https://.');
  }
}

function check(options: CloudOptions): void {
  for (const [name, what] of Object.entries(needed)) {
    if (!options[name as keyof typeof needed]?.trim()) throw missing(name, what);
  }
  if (!options.appSecrets?.length || options.appSecrets.some((secret) => !secret.trim())) {
    throw missing('appSecrets', "the app secret from the app's basic settings, in a list");
  }
  if (!/^\d+$/.test(options.phoneNumberId)) {
    throw invalid('phoneNumberId', "Give the id of digits that Meta's dashboard shows.");
  }
  if (options.version !== undefined && !/^v\d+\.\d+$/.test(options.version)) {
    throw invalid('version', 'Write it like v26.0.');
  }
  if (options.baseUrl !== undefined) checkBaseUrl(options.baseUrl);
}

/**
 * WhatsApp as a transport of a kit.
 *
 * @example
 * const whatsapp = whatsappAdapter({
 *   driver: 'cloud',
 *   token: process.env.WHATSAPP_TOKEN ?? '',
 *   phoneNumberId: process.env.WHATSAPP_PHONE_NUMBER_ID ?? '',
 *   appSecrets: [process.env.WHATSAPP_APP_SECRET ?? ''],
 *   verifyToken: process.env.WHATSAPP_VERIFY_TOKEN ?? '',
 * });
 */
export function whatsappAdapter(options: WhatsAppOptions): Adapter {
  if (options.driver === 'baileys') return whatsappWeb(options);
  check(options);
  return defineAdapter({ name: 'whatsapp', ...cloudDriver(options) });
}

/** What the official way is called where it goes beside a linked device. */
const BESIDE = 'whatsapp-cloud';

/**
 * WhatsApp in two ways, for one kit: the official Cloud API for direct messages, a linked device
 * for groups and communities. Their people are the same: in events, accounts and addresses both
 * are `whatsapp`.
 *
 * Each way has a number of its own. Who writes to either is answered there; all else that goes to
 * one person alone goes by the official number as long as that is open, and by the linked device
 * otherwise. When one of the two is down, the other goes on.
 *
 * @example
 * const kit = createKit({ communities, adapters: whatsappHybrid({ cloud, linkedDevice: {} }) });
 */
export function whatsappHybrid({ cloud, linkedDevice }: WhatsAppHybridOptions): readonly Adapter[] {
  const settings = { ...cloud, via: BESIDE };
  check({ driver: 'cloud', ...cloud });
  return [
    defineAdapter({ name: BESIDE, network: 'whatsapp', ...cloudDriver(settings) }),
    whatsappWeb({ ...linkedDevice, name: 'whatsapp' }),
  ];
}
