import { randomUUID } from 'node:crypto';
import { postgresForTests } from '@kapwa/testing/postgres';
import { describe, expect, it, vi } from 'vitest';
import { runBot } from '../../src/server/run-bot.js';
import { runWorker } from '../../src/server/run-worker.js';
import { folderOnCloud, hearsRules } from '../bot-folder.js';

async function botOnDatabase() {
  const bot = await folderOnCloud({
    KAPWA_DATABASE_URL: await postgresForTests(),
    KAPWA_DATABASE_SCHEMA: `roles_${randomUUID().replaceAll('-', '_')}`,
  });
  await bot.write();
  return bot;
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
    const rules = await hearsRules(amina);

    expect(worker.said).toEqual({ status: 'running', role: 'worker' });
    expect(rules?.text).toContain('Be kind');
    expect([...web.err, ...worker.err].join('')).not.toMatch(/254700000001|Amina/);
  });
});
