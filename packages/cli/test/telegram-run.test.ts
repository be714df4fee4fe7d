import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeTelegram, startFakeTelegram } from '@kapwa/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runBot } from '../src/server/run-bot.js';
import { recordedShell } from './recorded-shell.js';

const communityYaml = `
community:
  name: Health workers
  purpose: Care for families together
  timeZone: Africa/Nairobi
rules:
  - key: be-kind
    text: { en: Be kind to one another. }
`;

let folder: string;
let telegram: FakeTelegram;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kapwa-telegram-'));
  telegram = await startFakeTelegram();
});

afterEach(async () => {
  await telegram.close();
  await rm(folder, { recursive: true });
});

/** Runs the bot of the folder until `stop`. */
async function startBot(env: Readonly<Record<string, string>> = {}) {
  const settings = {
    TELEGRAM_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    PORT: '0',
    HOST: '127.0.0.1',
    ...env,
  };
  await writeFile(join(folder, 'community.yaml'), communityYaml);
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, '.env'), lines.join('\n'));
  const shell = recordedShell({ cwd: folder });
  const signals = Object.assign(new EventEmitter(), { exit: () => undefined });
  const ended = runBot(folder, shell, signals);
  await Promise.race([ended, vi.waitFor(() => expect(shell.out).toContain('is running'))]);
  return {
    shell,
    async stop() {
      signals.emit('SIGTERM');
      await ended;
    },
  };
}

describe('kapwa run with a bot of Telegram', () => {
  it('gives the rules to a person who asks for them, and tells no secret', async () => {
    const { shell, stop } = await startBot();
    const amina = telegram.person('Amina');
    amina.phone.bot.writes('rules');
    await vi.waitFor(() =>
      expect(amina.phone.bot.texts.join()).toContain('Be kind to one another.'),
    );
    await vi.waitFor(() =>
      expect(telegram.commands('', 'all_private_chats').map(({ command }) => command)).toContain(
        'rules',
      ),
    );
    await stop();

    expect(shell.err).toContain('privacy mode is on');
    expect(shell.out + shell.err).not.toContain(telegram.token);
    expect(telegram.waiting).toEqual([]);
  });

  it('refuses a webhook without a secret, and says what to add', async () => {
    await expect(startBot({ TELEGRAM_WEBHOOK_URL: 'https://bot.example.org' })).rejects.toThrow(
      /TELEGRAM_WEBHOOK_SECRET/,
    );
  });

  it('refuses a token Telegram does not know, and says where a new one is', async () => {
    await expect(
      startBot({ TELEGRAM_TOKEN: '777000123:AAanother-token-of-nobody' }),
    ).rejects.toThrow(/BotFather/);
  });
});
