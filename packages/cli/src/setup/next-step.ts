import type { Blueprint } from '@kapwa/core';
import type { Settings } from '../server/settings.js';
import { hasTelegram } from '../telegram/telegram-settings.js';
import { cloudMissing } from '../whatsapp/cloud-settings.js';
import { isAccepted } from '../whatsapp/consent.js';
import { driverOf, hasWhatsapp } from '../whatsapp/whatsapp-settings.js';

/** What is there already of a bot that is being set up. */
export interface Situation {
  readonly settings: Settings;
  readonly blueprint: Pick<Blueprint, 'adapters' | 'groups'>;
  /** Messengers whose groups somebody has just decided about, whatever came of it. */
  readonly decided: ReadonlySet<string>;
}

/** What has to be done before a bot can run. */
export type Step =
  | { readonly kind: 'messenger' }
  /** Settings of the official WhatsApp are missing. */
  | { readonly kind: 'cloud'; readonly missing: readonly string[] }
  /** The risks of a linked device have to be taken. */
  | { readonly kind: 'consent' }
  /** None of the groups is tied to one of this messenger's. */
  | { readonly kind: 'groups'; readonly adapter: 'whatsapp' | 'telegram' };

function messengersWithGroups({ settings, blueprint }: Situation) {
  const telegram = hasTelegram(settings) ? (['telegram'] as const) : [];
  const isLinked =
    hasWhatsapp(settings, blueprint) && driverOf(settings, blueprint.adapters) !== 'cloud';
  return [...telegram, ...(isLinked ? (['whatsapp'] as const) : [])];
}

/**
 * What has to be done next; undefined where the bot can run. Goes by what stands in the files
 * alone, so that it can be stopped anywhere and taken up again. Pure.
 */
export function nextStep(situation: Situation): Step | undefined {
  const { settings, blueprint, decided } = situation;
  const isWhatsapp = hasWhatsapp(settings, blueprint);
  if (!isWhatsapp && !hasTelegram(settings)) return { kind: 'messenger' };
  if (isWhatsapp) {
    const driver = driverOf(settings, blueprint.adapters);
    const missing = driver === 'linked-device' ? [] : cloudMissing(settings);
    if (missing.length > 0) return { kind: 'cloud', missing };
    if (driver !== 'cloud' && !isAccepted(blueprint.adapters)) return { kind: 'consent' };
  }
  const adapter = messengersWithGroups(situation).find(
    (name) => !decided.has(name) && !blueprint.groups.some(({ chat }) => chat?.adapter === name),
  );
  return adapter === undefined ? undefined : { kind: 'groups', adapter };
}
