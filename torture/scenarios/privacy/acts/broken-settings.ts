import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canary } from '../canaries.js';
import { kapwa } from '../kapwa.js';
import type { Output, Place } from '../places.js';
import { filesIn, type Stage } from '../stage.js';
import { communityYaml, envFile, tactless } from './community.js';

const yaml = communityYaml({ sameer: { telegram: '1' }, north: { telegram: '-1001' } });
const telegram = { TELEGRAM_TOKEN: `777000123:${canary.secret('Telegram')}` };
/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:9';

interface Try {
  readonly yaml?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly place?: Place;
  /** Lies in the folder of the data. */
  readonly data?: string;
}

/** What somebody may do wrong who sets up a bot. None of it lets the bot start. */
const tries: Readonly<Record<string, Try>> = {
  'Telegram cannot be reached': { env: { ...telegram, TELEGRAM_API_ROOT: NOWHERE } },
  'a token with something behind it': {
    env: { TELEGRAM_TOKEN: `${telegram.TELEGRAM_TOKEN} oops`, TELEGRAM_API_ROOT: NOWHERE },
  },
  'a token that is none': {
    env: { TELEGRAM_TOKEN: canary.secret('Telegram'), TELEGRAM_API_ROOT: NOWHERE },
  },
  'a webhook without a secret': {
    env: { ...telegram, TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' },
  },
  'a secret of the webhook that is too short, or has signs it must not have': {
    env: {
      ...telegram,
      TELEGRAM_API_ROOT: NOWHERE,
      TELEGRAM_WEBHOOK_URL: 'https://bot.example.org',
      TELEGRAM_WEBHOOK_SECRET: `${canary.secret('Hook')} !`,
    },
  },
  'a token where the driver is named': { env: { WHATSAPP_DRIVER: canary.secret('Driver') } },
  'a token where the port is named': {
    env: { ...telegram, TELEGRAM_API_ROOT: NOWHERE, PORT: canary.secret('Port') },
  },
  'WhatsApp set up in part': { env: { WHATSAPP_TOKEN: canary.secret('Cloud') } },
  'an address for alerts that is none': {
    env: { ...telegram, ALERT_WEBHOOK: `ftp://hooks.example.org/${canary.secret('Alert')}` },
  },
  'a server of WhatsApp that is none': {
    env: { WHATSAPP_DRIVER: 'linked-device', WHATSAPP_WEB_SERVER: canary.secret('Server') },
    yaml: `${yaml}\nwhatsapp: { unofficialClient: accepted }`,
  },
  'a community file with slips': {
    env: telegram,
    place: 'command about the community',
    yaml: yaml.replace('roles: [community-admin]', 'rolls: [community-admin'),
  },
  'a community file with words it does not know': {
    env: telegram,
    args: ['check'],
    place: 'command about the community',
    yaml: yaml.replace('roles: [', 'rolls: ['),
  },
  'data that is no JSON any more': {
    env: telegram,
    args: ['audit', 'list'],
    data: `{"version":1,"records":[{"name": ${canary.name}, "said": ${canary.words}}]}`,
  },
  'data that was changed by hand': {
    env: telegram,
    args: ['dead', 'list'],
    data: `{"format":"kapwa","version":2,\n"name":"${canary.name}", ${canary.words}}`,
  },
  'a backup that is none': { env: telegram, args: ['restore', './tactless.mjs', '.'] },
};

async function attempt(name: string, one: Try, stage: Stage): Promise<readonly Output[]> {
  const { env, place = 'error message', args = ['run'], data } = one;
  const folder = await stage.folder({
    'community.yaml': one.yaml ?? yaml,
    'tactless.mjs': tactless,
    '.env': envFile({ PORT: '0', HOST: '127.0.0.1', ...env }),
  });
  if (data !== undefined) {
    await mkdir(join(folder, 'data'));
    await writeFile(join(folder, 'data', 'state.json'), data);
  }
  // With where it happened, and what caused it: the most that can be said of an error.
  const { code, out, err } = await kapwa(folder, stage, args, { KAPWA_DEBUG: '1' });
  if (code === 0) throw new Error(`nothing was said of ${name}: ${out}`);
  return [{ place, of: name, text: out + err }];
}

/** Everything that can be set wrong, and what is said of it. */
export async function onBrokenSettings(stage: Stage): Promise<readonly Output[]> {
  const outputs: Output[] = [];
  for (const [name, one] of Object.entries(tries))
    outputs.push(...(await attempt(name, one, stage)));
  outputs.push(...(await filesIn(stage.temporary, 'temporary file')));
  outputs.push({ place: 'settings of the folder', of: '.env', text: envFile(telegram) });
  return outputs;
}
