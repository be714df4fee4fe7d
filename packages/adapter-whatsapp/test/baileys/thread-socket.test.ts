import { createKit, defineBlueprint } from '@kapwa/core';
import { expect, it } from 'vitest';
import { whatsappWeb } from '../../src/index.js';

it('says why, where its thread cannot run', async () => {
  const kit = createKit({
    communities: [
      defineBlueprint({
        community: { name: 'Health workers', purpose: 'Work together', timeZone: 'Africa/Nairobi' },
      }),
    ],
    adapters: [whatsappWeb({ thread: new URL('./nowhere.js', import.meta.url) })],
  });

  await expect(kit.start()).rejects.toThrow(
    /whatsapp could not be connected: the thread of WhatsApp Web has ended: .*nowhere\.js/,
  );
});
