import { telegramAdapter } from '@kapwa/adapter-telegram';
import { whatsappWeb } from '@kapwa/adapter-whatsapp';
import { type Adapter, type Blueprint, KapwaError } from '@kapwa/core';
import type { Settings } from '../server/settings.js';
import { hasTelegram, lookingOptions } from '../telegram/telegram-settings.js';
import type { Shell } from '../terminal/shell.js';
import { cloudSettings } from '../whatsapp/cloud-settings.js';
import {
  driverOf,
  hasWhatsapp,
  whatsappAdapters,
  whatsappFor,
} from '../whatsapp/whatsapp-settings.js';

/** What it is planned for. */
export interface PlanningFor {
  readonly blueprint: Blueprint;
  /** The community's file. */
  readonly path: string;
  readonly settings: Settings;
  /** Whether something is to be changed; otherwise a bot may be running meanwhile. */
  readonly changes: boolean;
}

const oneLine =
  'A linked device has only one line to WhatsApp, and that is the running bot\'s. "kapwa apply" looks for itself.';

/**
 * Knows what can be done, and reaches nobody: a second program on the session of a linked device
 * would take the line from the bot, and a copy of the session would fall out of step.
 */
function withoutLine(adapter: Adapter): Adapter {
  return {
    ...adapter,
    connect: () => ({
      perform: () => Promise.resolve({ kind: 'refused', reason: oneLine }),
      close: () => undefined,
    }),
  };
}

function overCloud(settings: Settings, shell: Shell): readonly Adapter[] {
  try {
    return whatsappAdapters({ driver: 'cloud', cloud: cloudSettings(settings) });
  } catch (error) {
    if (!(error instanceof KapwaError) || error.code !== 'config.missing') throw error;
    shell.note('No messenger is set up in .env: this goes by what was seen before.');
    return [];
  }
}

async function overWhatsapp(
  { blueprint, path, settings, changes }: PlanningFor,
  shell: Shell,
): Promise<readonly Adapter[]> {
  if (driverOf(settings, blueprint.adapters) === 'cloud') return overCloud(settings, shell);
  return changes
    ? whatsappAdapters(await whatsappFor(settings, blueprint, path, shell))
    : // Groups are the linked device's, with an official number beside it too.
      [withoutLine(whatsappWeb())];
}

/** The messengers that are set up here; without any the plan is for people to carry out. */
export async function planningAdapters(
  what: PlanningFor,
  shell: Shell,
): Promise<readonly Adapter[]> {
  const { settings, blueprint } = what;
  if (!hasTelegram(settings)) return overWhatsapp(what, shell);
  const telegram = telegramAdapter(lookingOptions(settings));
  if (!hasWhatsapp(settings, blueprint)) return [telegram];
  return [telegram, ...(await overWhatsapp(what, shell))];
}
