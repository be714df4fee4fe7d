import type { PlatformRate } from '@kapwa/core';
import type { ProtectionSettings } from './protection.js';

const source = 'no figure of WhatsApp’s: the care this driver takes, see docs/whatsapp-baileys.md';
const actions = ['message.send', 'poll.send'] as const;

/** How often the outbox sends: WhatsApp tells no limit, so these are those of somebody who types. */
export function ratesFor({ gap }: Pick<ProtectionSettings, 'gap'>): readonly PlatformRate[] {
  if (gap === 0) return [];
  return [
    { scope: 'account', most: 1, per: gap, actions, source },
    { scope: 'account', most: 30, per: 60_000, actions, source },
    { scope: 'group', most: 12, per: 60_000, actions, source },
  ];
}
