import type { CloudSettings, CloudToInspect } from '@kapwa/adapter-whatsapp';
import { KapwaError } from '@kapwa/core';
import { listIn, type Settings, setting } from '../server/settings.js';

/** The settings the official API cannot do without, with where each is found. */
const needed: readonly (readonly [name: string, what: string])[] = [
  ['WHATSAPP_TOKEN', 'the access token of a system user of your business account'],
  ['WHATSAPP_PHONE_NUMBER_ID', 'the phone number id under WhatsApp > API Setup'],
  ['WHATSAPP_APP_SECRET', 'the app secret under App settings > Basic'],
  ['WHATSAPP_VERIFY_TOKEN', 'a word of your own, the same as under WhatsApp > Configuration'],
];

const table = (settings: typeof needed): string =>
  settings.map(([name, what]) => `  ${name.padEnd(26)}${what}`).join('\n');

/** Whether any setting of the official API is there. */
export function hasCloudSettings(settings: Settings): boolean {
  return needed.some(([name]) => setting(settings, name) !== '');
}

/** What of the official API is not set yet, by name. */
export function cloudMissing(settings: Settings): readonly string[] {
  return needed.map(([name]) => name).filter((name) => setting(settings, name) === '');
}

/** What a setting of the official API is, and where it is found. */
export function whatIs(name: string): string {
  return needed.find(([one]) => one === name)?.[1] ?? name;
}

/** What the official API needs. Raises `config.missing` with exactly the settings to add. */
export function cloudSettings(settings: Settings): CloudSettings {
  const missing = needed.filter(([name]) => setting(settings, name) === '');
  const isNamed = setting(settings, 'WHATSAPP_DRIVER') !== '';
  if (missing.length === needed.length && !isNamed) throw nothingSet();
  if (missing.length > 0) throw partlySet(missing, setting(settings, 'WHATSAPP_DRIVER'));
  const baseUrl = setting(settings, 'WHATSAPP_API_BASE');
  const version = setting(settings, 'WHATSAPP_API_VERSION');
  return {
    token: setting(settings, 'WHATSAPP_TOKEN'),
    phoneNumberId: setting(settings, 'WHATSAPP_PHONE_NUMBER_ID'),
    appSecrets: listIn(settings, 'WHATSAPP_APP_SECRET'),
    verifyToken: setting(settings, 'WHATSAPP_VERIFY_TOKEN'),
    ...(baseUrl && { baseUrl }),
    ...(version && { version }),
    ...(isYes(setting(settings, 'WHATSAPP_GROUPS')) && { groups: true }),
  };
}

/** What is needed to ask the official API whether the settings are right. */
export function cloudToInspect(settings: Settings): CloudToInspect {
  const { token, phoneNumberId, baseUrl, version } = cloudSettings(settings);
  const businessAccountId = setting(settings, 'WHATSAPP_BUSINESS_ACCOUNT_ID');
  return {
    ...{ token, phoneNumberId },
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...(version === undefined ? {} : { version }),
    ...(businessAccountId === '' ? {} : { businessAccountId }),
  };
}

function isYes(value: string): boolean {
  return ['yes', 'true', 'on', '1'].includes(value.toLowerCase());
}

function nothingSet(): KapwaError {
  return new KapwaError(
    'config.missing',
    `The bot has no messenger to speak on yet.

To see it at work without any account:
  kapwa run --demo

To connect it to Telegram, write into the file .env beside community.yaml
(docs/telegram.md shows where the token comes from):
  TELEGRAM_TOKEN

To connect it to real WhatsApp groups and communities, as a linked device of a phone, write
into that file (docs/whatsapp-baileys.md says what may happen):
  WHATSAPP_DRIVER=linked-device

To connect it to WhatsApp's official Cloud API, write these settings into that file:
${table(needed)}

To have both, the official API for direct messages and a linked device for groups, write all of
that and WHATSAPP_DRIVER=hybrid (docs/whatsapp-hybrid.md).

docs/whatsapp-cloud.md shows step by step where each of them comes from.`,
  );
}

function partlySet(missing: typeof needed, driver: string): KapwaError {
  const what =
    driver.toLowerCase() === 'hybrid'
      ? 'WHATSAPP_DRIVER=hybrid takes the official Cloud API for direct messages and a linked device for groups. The Cloud API is not set up yet.'
      : 'WhatsApp is set up only in part.';
  return new KapwaError(
    'config.missing',
    `${what} Add to the file .env beside community.yaml:
${table(missing)}`,
  );
}
