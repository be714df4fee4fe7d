import { type FakeTelegram, startFakeTelegram } from '@kapwa/testing';
import { canary } from '../canaries.js';
import { startKapwa, until } from '../kapwa.js';
import type { Output } from '../places.js';
import { filesIn, type Stage } from '../stage.js';
import { askStopped } from './commands.js';
import { communityYaml, envFile, tactless } from './community.js';

const token = `777000123:${canary.secret('Telegram')}`;

/** A group with an admin, somebody in it who is looked for everywhere, and the bot. */
function gathered(telegram: FakeTelegram) {
  const sameer = telegram.person(canary.listed.name);
  const zuri = telegram.person(canary.name);
  const group = telegram.group('Area North', { owner: sameer });
  group.add(zuri);
  group.addBot('all');
  return { sameer, zuri, group };
}

/** People write, the bot answers, and Telegram refuses some of it with the words of others. */
async function aMorning(
  telegram: FakeTelegram,
  { sameer, zuri, group }: ReturnType<typeof gathered>,
) {
  const north = zuri.phone.in(group);
  zuri.phone.bot.writes('rules');
  await until('the rules', () => zuri.phone.bot.texts.join().includes('Be kind to one another'));
  const tag = `unsupported start tag "${canary.words} ${canary.name}"`;
  const said = `can't parse entities: ${tag} for +${canary.number}`;
  telegram.fail(1, { code: 400, description: `Bad Request: ${said}` }, 'sendMessage');
  sameer.phone.in(group).writes(`thank you @${canary.name} for it`, { mentions: [zuri] });
  await until('Telegram refuses', () =>
    telegram.calls.some(({ method }) => method === 'sendMessage'),
  );
  zuri.phone.bot.writes(canary.words);
  telegram.fail(1, { code: 500, description: `+${canary.number} ${canary.link}` }, 'getUpdates');
  north.writes(canary.words);
  north.writes(`call me at +${canary.number}`);
  north.writes(canary.link);
  north.writes(canary.givenUp);
  // Something of the future that nobody can read yet.
  telegram.tells('message', { from: { id: zuri.id, hologram: canary.givenUp } });
  await until('the link is taken out', () => !north.texts.join().includes(canary.link));
  await telegram.settled();
}

/** `kapwa run` with a bot of Telegram, with all that the log can say. */
export async function onTelegram(stage: Stage): Promise<readonly Output[]> {
  const telegram = await startFakeTelegram({ token, privacy: false });
  const { sameer, zuri, group } = gathered(telegram);
  const folder = await stage.folder({
    'community.yaml': communityYaml({
      sameer: { telegram: String(sameer.id) },
      north: { telegram: String(group.id) },
    }),
    'tactless.mjs': tactless,
    '.env': envFile({
      TELEGRAM_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
      PORT: '0',
      HOST: '127.0.0.1',
    }),
  });
  const bot = startKapwa(folder, stage, ['run'], { KAPWA_DEBUG: '1' });
  try {
    await bot.says(/running at \S+\. Press/);
    await aMorning(telegram, { sameer, zuri, group });
    await until('the plugin fails', () => bot.err.includes('tactless failed'));
  } finally {
    await bot.stop();
    await telegram.close();
  }
  return [
    { place: 'log', of: 'kapwa run, on Telegram', text: bot.out + bot.err },
    ...(await filesIn(stage.temporary, 'temporary file')),
    ...(await askStopped(folder, stage, String(zuri.id))),
  ];
}
