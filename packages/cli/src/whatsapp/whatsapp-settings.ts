import {
  type CloudSettings,
  type WhatsAppWebOptions,
  whatsappAdapter,
  whatsappHybrid,
  whatsappWeb,
} from '@kapwa/adapter-whatsapp';
import { type Adapter, type Blueprint, KapwaError } from '@kapwa/core';
import { type Settings, setting } from '../server/settings.js';
import type { Shell } from '../terminal/shell.js';
import { cloudSettings, hasCloudSettings } from './cloud-settings.js';
import { askConsent, isAccepted } from './consent.js';
import { showPairing } from './show-pairing.js';

/** A way to WhatsApp: the official API, a linked device, or both for one bot. */
export type Driver = 'cloud' | 'linked-device' | 'hybrid';

/** The words by which WHATSAPP_DRIVER names the ways to WhatsApp. */
const drivers: Readonly<Record<string, Driver>> = {
  baileys: 'linked-device',
  'linked-device': 'linked-device',
  cloud: 'cloud',
  hybrid: 'hybrid',
};

/** How WhatsApp is reached, as the settings of a folder say. */
export type WhatsAppChoice =
  | { readonly driver: 'cloud'; readonly cloud: CloudSettings }
  | { readonly driver: 'linked-device'; readonly linkedDevice: WhatsAppWebOptions }
  | {
      readonly driver: 'hybrid';
      readonly cloud: CloudSettings;
      readonly linkedDevice: WhatsAppWebOptions;
    };

/**
 * Which way to WhatsApp is meant: the one that is named; otherwise the Cloud API where any of its
 * settings is there, and a linked device where its risks were taken.
 */
export function driverOf(settings: Settings, adapters: Blueprint['adapters']): Driver {
  const named = setting(settings, 'WHATSAPP_DRIVER').toLowerCase();
  if (named) {
    const driver = Object.hasOwn(drivers, named) ? drivers[named] : undefined;
    if (driver !== undefined) return driver;
    throw new KapwaError(
      'config.invalid',
      'WHATSAPP_DRIVER must be "linked-device" (real groups and communities, unofficial), "cloud" (the official Cloud API) or "hybrid" (both: a linked device for groups, the official API for direct messages).',
    );
  }
  return !hasCloudSettings(settings) && isAccepted(adapters) ? 'linked-device' : 'cloud';
}

/** Whether WhatsApp is set up at all, by whichever way. */
export function hasWhatsapp(
  settings: Settings,
  { adapters }: Pick<Blueprint, 'adapters'>,
): boolean {
  const isNamed = setting(settings, 'WHATSAPP_DRIVER') !== '';
  return isNamed || hasCloudSettings(settings) || isAccepted(adapters);
}

/** Another server than WhatsApp's, for tests: what the fake of `@kapwa/testing` calls its address. */
function serverIn(text: string | undefined) {
  if (!text?.trim()) return {};
  try {
    return { server: JSON.parse(text) as NonNullable<WhatsAppWebOptions['server']> };
  } catch {
    throw new KapwaError('config.invalid', 'WHATSAPP_WEB_SERVER must be JSON; leave it out.');
  }
}

/** Where the thread of a linked device begins, where nothing was built. */
const sourceThread = import.meta.url.endsWith('.ts')
  ? { thread: new URL('../../bin/source-thread.js', import.meta.url) }
  : {};

/** How many people a day may be written to who never wrote, as the community's file has it. */
function coldPerDayIn({ whatsapp }: Blueprint['adapters']) {
  const { coldPerDay } = (whatsapp ?? {}) as { coldPerDay?: unknown };
  return typeof coldPerDay === 'number' ? { protection: { coldPerDay } } : {};
}

function linkedDevice(
  settings: Settings,
  adapters: Blueprint['adapters'],
  shell: Shell,
): WhatsAppWebOptions {
  const sessionKey = setting(settings, 'WHATSAPP_SESSION_KEY');
  const pairNumber = setting(settings, 'WHATSAPP_PAIR_NUMBER');
  return {
    ...(sessionKey && { sessionKey }),
    ...(pairNumber && { pairNumber }),
    ...serverIn(settings.WHATSAPP_WEB_SERVER),
    ...sourceThread,
    ...coldPerDayIn(adapters),
    onPairing: (pairing) => void showPairing(pairing, shell),
  };
}

/**
 * How the bot of a folder reaches WhatsApp. Before a linked device is used first its risks are
 * explained, and nothing is started without a yes. Raises `config.missing` and `config.invalid`.
 */
export async function whatsappFor(
  settings: Settings,
  { adapters }: Pick<Blueprint, 'adapters'>,
  file: string,
  shell: Shell,
): Promise<WhatsAppChoice> {
  const driver = driverOf(settings, adapters);
  if (driver === 'cloud') return { driver, cloud: cloudSettings(settings) };
  // What is missing is told before anybody is asked to take a risk.
  const cloud = driver === 'hybrid' ? cloudSettings(settings) : undefined;
  await askConsent(adapters, file, shell);
  const device = linkedDevice(settings, adapters, shell);
  return cloud === undefined
    ? { driver: 'linked-device', linkedDevice: device }
    : { driver: 'hybrid', cloud, linkedDevice: device };
}

/** The adapters of a choice; both share their people where there are two. */
export function whatsappAdapters(choice: WhatsAppChoice): readonly Adapter[] {
  switch (choice.driver) {
    case 'cloud':
      return [whatsappAdapter({ driver: 'cloud', ...choice.cloud })];
    case 'linked-device':
      return [whatsappWeb(choice.linkedDevice)];
    case 'hybrid':
      return whatsappHybrid(choice);
  }
}
