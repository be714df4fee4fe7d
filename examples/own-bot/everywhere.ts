/**
 * One community with groups on WhatsApp, Telegram and Microsoft Teams, and a web page to write to: an
 * announcement goes to every group, and somebody who is on several of them is one person once they
 * have said so.
 */
import { type Adapter, createKit, defineBlueprint } from '@kapwa/core';
import { announce } from './third-party/announce.js';

/** Where the groups are, as each messenger names them. */
export interface Places {
  readonly whatsapp: string;
  readonly telegram: string;
  readonly teams: string;
  /** The number of Sameer, who heads the programme: digits only. */
  readonly sameer: string;
}

/** The kit of the community; each adapter is made as its own page says. */
export function communityEverywhere(adapters: readonly Adapter[], places: Places) {
  const blueprint = defineBlueprint({
    community: {
      name: 'Community health workers',
      purpose: 'Work together and learn from each other',
      languages: ['en', 'sw'],
      timeZone: 'Africa/Nairobi',
    },
    people: {
      sameer: {
        name: 'Sameer',
        roles: ['community-admin'],
        accounts: { whatsapp: places.sameer },
      },
    },
    groups: {
      north: { name: 'Area North', purpose: 'Talk', chat: { whatsapp: places.whatsapp } },
      coast: { name: 'Area Coast', purpose: 'Talk', chat: { telegram: places.telegram } },
      hospital: { name: 'Hospital', purpose: 'Talk', chat: { teams: places.teams } },
    },
  });
  return createKit({ communities: [blueprint], adapters, plugins: [announce] });
}
