import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startFakeTelegram } from '@kapwa/testing';
import { canary } from '../canaries.js';
import { kapwa, until } from '../kapwa.js';
import type { Output } from '../places.js';
import { filesIn, type Stage } from '../stage.js';

const health = fileURLToPath(new URL('../../../../examples/health-groups', import.meta.url));
const all = `${canary.words}, ${canary.link}, call +${canary.number}`;

/** The bot of somebody else that Kapwa has joined: what both say on the console counts. */
async function ownBot(): Promise<readonly Output[]> {
  const token = `777000123:${canary.secret('Telegram')}`;
  const telegram = await startFakeTelegram({ token, privacy: false });
  const zuri = telegram.person(canary.name);
  const group = telegram.group('Area North');
  group.add(zuri);
  group.addBot('all');
  const bot = fork(new URL('./own-bot.process.ts', import.meta.url), [token, telegram.apiRoot], {
    execArgv: process.execArgv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let text = '';
  const keep = (chunk: Buffer): void => {
    text += chunk.toString();
  };
  bot.stdout?.on('data', keep);
  bot.stderr?.on('data', keep);
  await once(bot, 'message');
  zuri.phone.in(group).writes(all);
  zuri.phone.bot.writes('/stock');
  await until('the stock', () => zuri.phone.bot.texts.join().includes('42 boxes'));
  telegram.fail(1, { code: 400, description: `Bad Request: "${all}"` }, 'sendMessage');
  zuri.phone.bot.writes('/rules');
  await telegram.settled();
  bot.send('stop');
  await once(bot, 'close');
  await telegram.close();
  return [{ place: 'log', of: 'examples/own-bot/grammy.ts', text }];
}

/** The example without code: its demo, and a chat that is read without doing anything. */
async function healthGroups(stage: Stage): Promise<readonly Output[]> {
  const line = { at: '2027-03-01T09:00:00+03:00', from: canary.name, group: 'east' };
  const chat = await stage.folder({
    'chat.jsonl': [all, `thank you ${canary.name}`]
      .map((text) => JSON.stringify({ ...line, text }))
      .join('\n'),
    'broken.jsonl': `${JSON.stringify({ ...line, text: 'fine' })}\n{"at": ${all}`,
  });
  const rehearse = (file: string, ...more: readonly string[]) =>
    kapwa(health, stage, ['rehearse', `${chat}/${file}`, ...more], { KAPWA_DEBUG: '1' });
  const shown = await rehearse('chat.jsonl');
  const asJson = await rehearse('chat.jsonl', '--json');
  const broken = await rehearse('broken.jsonl');
  const demo = await kapwa(health, stage, ['run', '--demo', '--json'], { KAPWA_DEBUG: '1' });
  return [
    { place: 'rehearsal', of: 'kapwa rehearse', text: shown.out + shown.err },
    { place: 'rehearsal', of: 'kapwa rehearse --json', text: asJson.out },
    { place: 'log', of: 'kapwa rehearse --json', text: asJson.err },
    { place: 'rehearsal', of: 'kapwa rehearse of half a file', text: broken.err },
    { place: 'log', of: 'kapwa run --demo', text: demo.out + demo.err },
  ];
}

/** The examples of the repository, with canaries for what people say. */
export async function examples(stage: Stage): Promise<readonly Output[]> {
  return [
    ...(await ownBot()),
    ...(await healthGroups(stage)),
    ...(await filesIn(stage.temporary, 'temporary file')),
  ];
}
