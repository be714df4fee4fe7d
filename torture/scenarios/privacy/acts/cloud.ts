import { metaSignature, startFakeCloudApi } from '@kapwa/testing';
import { canary } from '../canaries.js';
import { startKapwa, until } from '../kapwa.js';
import type { Output } from '../places.js';
import type { Stage } from '../stage.js';
import { askStopped } from './commands.js';
import { communityYaml, envFile, tactless } from './community.js';

const settings = {
  token: `EAA${canary.secret('Cloud')}`,
  appSecret: canary.secret('App'),
  verifyToken: canary.secret('Verify'),
};

const all = `${canary.words} ${canary.name} +${canary.number} ${canary.link}`;

/** What strangers and a broken Meta post, and what they and whoever just looks are answered. */
async function strangers(url: string): Promise<readonly Output[]> {
  const webhook = `${url}/webhooks/whatsapp`;
  const post = (body: string, signature?: string): Promise<Response> => {
    const headers = signature === undefined ? {} : { 'x-hub-signature-256': signature };
    return fetch(webhook, { method: 'POST', body, headers });
  };
  const signed = (body: string): Promise<Response> =>
    post(body, metaSignature(Buffer.from(body), settings.appSecret));
  const verify = `hub.mode=subscribe&hub.challenge=1&hub.verify_token=${canary.secret('Guess')}`;
  const answers = await Promise.all([
    post(JSON.stringify({ said: all })),
    post(all, metaSignature(Buffer.from(all), canary.secret('Wrong'))),
    post(all, `sha256=${canary.secret('Made')}`),
    signed(`{"not json": ${all}`),
    signed(
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [{ changes: 'nothing anybody can read' }],
      }),
    ),
    fetch(`${webhook}?${verify}`),
    fetch(`${url}/`),
    fetch(`${url}/healthz`),
    fetch(`${url}/readyz`),
    fetch(`${url}/metrics`),
    fetch(`${url}/${encodeURIComponent(all)}`),
  ]);
  return Promise.all(
    answers.map(async (answer) => ({
      place: 'page' as const,
      of: `${answer.status} ${new URL(answer.url).pathname.slice(0, 20)}`,
      text: `${JSON.stringify([...answer.headers])} ${await answer.text()}`,
    })),
  );
}

/** `kapwa run --json` with an official number: strangers at the webhook, and messages that fail. */
export async function onCloudApi(stage: Stage): Promise<readonly Output[]> {
  const cloud = await startFakeCloudApi(settings);
  const folder = await stage.folder({
    'community.yaml': communityYaml({ sameer: {}, north: { whatsapp: '1203630@g.us' } }),
    'tactless.mjs': tactless,
    '.env': envFile({
      WHATSAPP_TOKEN: settings.token,
      WHATSAPP_PHONE_NUMBER_ID: cloud.phoneNumberId,
      WHATSAPP_APP_SECRET: settings.appSecret,
      WHATSAPP_VERIFY_TOKEN: settings.verifyToken,
      WHATSAPP_API_BASE: cloud.baseUrl,
      PORT: '0',
      HOST: '127.0.0.1',
    }),
  });
  const bot = startKapwa(folder, stage, ['run', '--json'], { KAPWA_DEBUG: '1' });
  const outputs: Output[] = [];
  try {
    const [, url = ''] = await bot.says(/"url":\s*"([^"]+)"/);
    await cloud.subscribe(`${url}/webhooks/whatsapp`);
    const zuri = cloud.phone(canary.number, canary.name);
    zuri.writes('rules');
    await until('the rules', () =>
      zuri.received.some(({ text = '' }) => text.includes('Be kind to one another')),
    );
    cloud.fail(1, { status: 400, code: 131026 });
    zuri.writes('rules');
    zuri.writes(`${canary.words} ${canary.link}`);
    zuri.writes(canary.givenUp);
    await until('the plugin fails', () => bot.err.includes('tactless failed'));
    outputs.push(...(await strangers(url)));
    await cloud.webhooks.settled();
    // From here on WhatsApp takes the token no more.
    cloud.fail(20, { status: 401, code: 190 });
    zuri.writes('rules');
    await cloud.webhooks.settled();
  } finally {
    await bot.stop();
    await cloud.close();
  }
  return [
    { place: 'log', of: 'kapwa run --json, on the Cloud API', text: bot.out + bot.err },
    ...outputs,
    ...(await askStopped(folder, stage, `+${canary.number}`)),
  ];
}
