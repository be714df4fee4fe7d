import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startFakeCloudApi } from '@kapwa/testing';
import { postgresForTests } from '@kapwa/testing/postgres';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runBot } from '../../src/server/run-bot.js';
import { runWorker } from '../../src/server/run-worker.js';
import { createShell } from '../../src/terminal/shell.js';

const communityYaml = `
community:
  name: Health workers
  purpose: Care for families together
  languages: [en, sw]
  timeZone: Africa/Nairobi
rules:
  - key: be-kind
    text: { en: Be kind to one another., sw: Kuwa mwema. }
groups:
  announcements: { kind: announcement }
`;

/** A folder of a bot on PostgreSQL, and the Cloud API it speaks to. */
async function botOnDatabase() {
  const fake = await startFakeCloudApi();
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-roles-'));
  const settings = {
    WHATSAPP_TOKEN: fake.token,
    WHATSAPP_PHONE_NUMBER_ID: fake.phoneNumberId,
    WHATSAPP_APP_SECRET: fake.appSecret,
    WHATSAPP_VERIFY_TOKEN: fake.verifyToken,
    WHATSAPP_API_BASE: fake.baseUrl,
    KAPWA_DATABASE_URL: await postgresForTests(),
    KAPWA_DATABASE_SCHEMA: `roles_${randomUUID().replaceAll('-', '_')}`,
    PORT: '0',
    HOST: '127.0.0.1',
  };
  await writeFile(join(folder, 'community.yaml'), communityYaml);
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, '.env'), lines.join('\n'));
  onTestFinished(async () => {
    await fake.close();
    await rm(folder, { recursive: true });
  });

  /** Starts a process of this bot; answers what it says once it runs. */
  const start = async (begin: typeof runWorker) => {
    const out: string[] = [];
    const err: string[] = [];
    const shell = createShell({
      stdin: Readable.from([]),
      stdout: { write: (chunk) => out.push(chunk) },
      stderr: { write: (chunk) => err.push(chunk) },
      ...{ cwd: folder, env: {}, json: true },
    });
    const signals = Object.assign(new EventEmitter(), { exit: () => undefined });
    const ended = begin(folder, shell, signals);
    const said = await vi.waitFor(async () =>
      JSON.parse((await Promise.race([ended, Promise.resolve(out[0])])) ?? ''),
    );
    const stop = async (): Promise<void> => {
      signals.emit('SIGTERM');
      await ended;
    };
    onTestFinished(stop);
    return { said, err, stop };
  };
  return { fake, start };
}

describe('kapwa run --role', () => {
  it('shares the work: web hears and answers, a worker decides', async () => {
    const { fake, start } = await botOnDatabase();
    const web = await start((path, shell, signals) => runBot(path, shell, signals, 'web'));
    await fake.subscribe(`${web.said.url}/webhooks/whatsapp`);
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    await vi.waitFor(async () => expect((await fetch(`${web.said.url}/readyz`)).status).toBe(200));
    expect(amina.received).toEqual([]);

    const worker = await start(runWorker);
    const rules = await vi.waitFor(() => {
      const found = amina.received.filter(({ text }) => text.includes('Be kind to one another.'));
      expect(found).toHaveLength(1);
      return found[0];
    });

    expect(worker.said).toEqual({ status: 'running', role: 'worker' });
    expect(rules?.text).toContain('Be kind');
    expect([...web.err, ...worker.err].join('')).not.toMatch(/254700000001|Amina/);
  });
});
