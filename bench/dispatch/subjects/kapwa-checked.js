import { defineBlueprint, definePlugin } from '@kapwa/core';
import { z } from '@kapwa/core/zod';
import { start as startKapwa } from './kapwa.js';

/** Kapwa with its community checked as the file of one is, and a plugin that has options. */
export function start(options) {
  const community = defineBlueprint({
    community: {
      key: 'bench',
      name: 'Bench',
      purpose: 'To be measured.',
      languages: ['en'],
      timeZone: 'UTC',
    },
    groups: Object.fromEntries(
      Array.from({ length: 64 }, (_, chat) => [
        `area-${chat}`,
        { name: `Area ${chat}`, chat: { bench: String(-1000 - chat) } },
      ]),
    ),
  });
  const quiet = definePlugin({
    name: 'quiet',
    options: z.strictObject({ shortest: z.number().default(20) }),
    setup: () => undefined,
  });
  return startKapwa({ ...options, community, more: [quiet] });
}
