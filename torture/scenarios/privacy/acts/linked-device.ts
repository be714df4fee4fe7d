import { startWhatsAppWeb } from '@kapwa/testing/whatsapp-web';
import { canary } from '../canaries.js';
import { startKapwa, until } from '../kapwa.js';
import type { Output } from '../places.js';
import type { Stage } from '../stage.js';
import { askStopped } from './commands.js';
import { communityYaml, envFile, tactless } from './community.js';

const own = '+254700000099';

/** `kapwa run` as a linked device, whose library has a mouth of its own. */
export async function onLinkedDevice(stage: Stage): Promise<readonly Output[]> {
  const web = await startWhatsAppWeb();
  const device = web.number(own, 'Kapwa');
  const sameer = web.number(`+${canary.listed.number}`, canary.listed.name);
  const zuri = web.number(`+${canary.number}`, canary.name);
  const north = sameer.createGroup({
    subject: 'Area North',
    members: [zuri, device],
    admins: [device],
  });
  const folder = await stage.folder({
    'community.yaml': communityYaml({
      sameer: {},
      north: { whatsapp: north.id },
      more: 'whatsapp: { unofficialClient: accepted }',
    }),
    'tactless.mjs': tactless,
    '.env': envFile({
      WHATSAPP_DRIVER: 'linked-device',
      WHATSAPP_WEB_SERVER: JSON.stringify(web.address),
      WHATSAPP_SESSION_KEY: canary.secret('Session'),
      WHATSAPP_PAIR_NUMBER: own,
      PORT: '0',
      HOST: '127.0.0.1',
    }),
  });
  const bot = startKapwa(folder, stage, ['run'], { KAPWA_DEBUG: '1' });
  try {
    const [, one = '', two = ''] = await bot.says(/type: (\w{4})-(\w{4})/);
    await device.types(`${one}${two}`);
    await device.linkedDevices[0]?.online();
    zuri.says(device, canary.words);
    zuri.says(north, canary.givenUp);
    const link = zuri.says(north, `Come in: ${canary.link}`);
    await until('the link is taken out', async () =>
      (await zuri.phone.in(north)).some(({ id, isDeleted }) => id === link.id && isDeleted),
    );
    await until('the plugin fails', () => bot.err.includes('tactless failed'));
    await web.settled();
  } finally {
    await bot.stop();
    await web.close();
  }
  return [
    { place: 'log', of: 'kapwa run, as a linked device', text: bot.out + bot.err },
    ...(await askStopped(folder, stage, `+${canary.number}`)),
  ];
}
