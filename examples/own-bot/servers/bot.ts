import { whatsappAdapter } from '@kapwa/adapter-whatsapp';
import { createKit, defineBlueprint, type Kit } from '@kapwa/core';
import { recognition } from '@kapwa/plugin-recognition';

/** What of the outside world the bot is given. */
export interface Settings {
  readonly token: string;
  readonly phoneNumberId: string;
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** The bot itself: no server is in it, and none is started by it. */
export function createBot({ appSecret, ...settings }: Settings): Kit {
  return createKit({
    communities: [
      defineBlueprint({
        community: {
          name: 'Community Health Workers',
          purpose: 'Health workers help each other.',
          timeZone: 'Africa/Nairobi',
        },
        groups: { north: { name: 'Area North', purpose: 'Workers of the north.' } },
      }),
    ],
    adapters: [whatsappAdapter({ driver: 'cloud', appSecrets: [appSecret], ...settings })],
    plugins: [recognition],
  });
}
