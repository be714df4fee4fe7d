import type { WhatsAppOptions, WhatsAppWebOptions } from '@kapwa/adapter-whatsapp';
import { type Blueprint, KapwaError } from '@kapwa/core';
import { type Settings, whatsappOptions } from '../server/settings.js';
import type { Shell } from '../terminal/shell.js';
import { askConsent, isAccepted } from './consent.js';
import { showPairing } from './show-pairing.js';

/** The words by which WHATSAPP_DRIVER names the two ways to WhatsApp. */
const drivers = { baileys: 'baileys', 'linked-device': 'baileys', cloud: 'cloud' } as const;

const cloudSettings = [
  'WHATSAPP_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
];

/**
 * Which way to WhatsApp is meant: the one that is named; otherwise the Cloud API where any of its
 * settings is there, and a linked device where its risks were taken.
 */
export function driverOf(settings: Settings, adapters: Blueprint['adapters']): 'cloud' | 'baileys' {
  const named = settings.WHATSAPP_DRIVER?.trim().toLowerCase();
  if (named) {
    const driver = Object.entries(drivers).find(([word]) => word === named)?.[1];
    if (driver !== undefined) return driver;
    throw new KapwaError(
      'config.invalid',
      'WHATSAPP_DRIVER must be "linked-device" (real groups and communities, unofficial) or "cloud" (the official Cloud API).',
    );
  }
  const hasCloud = cloudSettings.some((name) => settings[name]?.trim());
  return !hasCloud && isAccepted(adapters) ? 'baileys' : 'cloud';
}

/** Whether WhatsApp is set up at all, by whichever way. */
export function hasWhatsapp(
  settings: Settings,
  { adapters }: Pick<Blueprint, 'adapters'>,
): boolean {
  const names = ['WHATSAPP_DRIVER', ...cloudSettings];
  return names.some((name) => settings[name]?.trim()) || isAccepted(adapters);
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

function linkedDevice(settings: Settings, shell: Shell): WhatsAppOptions {
  const sessionKey = settings.WHATSAPP_SESSION_KEY?.trim();
  const pairNumber = settings.WHATSAPP_PAIR_NUMBER?.trim();
  return {
    driver: 'baileys',
    ...(sessionKey && { sessionKey }),
    ...(pairNumber && { pairNumber }),
    ...serverIn(settings.WHATSAPP_WEB_SERVER),
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
): Promise<WhatsAppOptions> {
  if (driverOf(settings, adapters) === 'cloud') return whatsappOptions(settings);
  await askConsent(adapters, file, shell);
  return linkedDevice(settings, shell);
}
