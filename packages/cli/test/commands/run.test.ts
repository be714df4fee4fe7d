import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { register } from '../../src/commands/run.js';
import { runBot } from '../../src/server/run-bot.js';
import { runCommandLine } from '../../src/terminal/program.js';
import type { Shell } from '../../src/terminal/shell.js';
import { communityYaml, folderOnCloud, hearsRules } from '../bot-folder.js';
import { folderWith } from '../temporary-folder.js';

let bot: Awaited<ReturnType<typeof folderOnCloud>>;

beforeEach(async () => {
  bot = await folderOnCloud();
});

async function run(args: readonly string[], env: Shell['env'] = {}) {
  const { shell, out, err } = bot.shell(env);
  const exitCode = await runCommandLine(
    ['run', ...args],
    { version: '0.0.0', commands: [register] },
    shell,
  );
  return { exitCode, said: err.join(''), out: out.join('') };
}

/** Starts the bot of the folder, with the webhook set up at Meta. */
async function startBot() {
  const { said, ...running } = await bot.start(runBot);
  await bot.fake.subscribe(`${said.url}/webhooks/whatsapp`);
  return { url: said.url, ...running };
}

describe('kapwa run', () => {
  it('gives the rules to a person who writes "rules" to the number', async () => {
    await bot.write();
    const { url, err } = await startBot();
    const amina = bot.fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    const rules = await hearsRules(amina);

    expect(rules?.text).toContain('No names of patients here.');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(err.join('')).not.toMatch(/254700000001|EAAfakeToken|fake-app-secret|Amina/);
  });

  it('answers once what Meta sends again, also after a restart', async () => {
    await bot.write();
    const first = await startBot();
    const amina = bot.fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    await hearsRules(amina);
    const [post] = bot.fake.webhooks.posts;
    await first.stop();
    const second = await startBot();
    const answers = amina.received.length;
    const again = await fetch(`${second.url}/webhooks/whatsapp`, {
      method: 'POST',
      body: new Uint8Array(post?.body ?? []),
      headers: { 'x-hub-signature-256': post?.signature ?? '' },
    });
    const juma = bot.fake.phone('254700000002', 'Juma');
    juma.writes('rules');
    await hearsRules(juma);

    expect(again.status).toBe(200);
    expect(amina.received).toHaveLength(answers);
  });

  it('tells the log why an answer did not go out, and nothing about the person', async () => {
    await bot.write();
    const { err } = await startBot();
    bot.fake.fail(1, { status: 400, code: 131026 });
    bot.fake.phone('254700000001', 'Amina').writes('rules');
    const line = await vi.waitFor(() => {
      const found = err.find((text) => text.includes('was not done'));
      expect(found).toBeDefined();
      return found;
    });

    expect(line).toMatch(/warn .*"action":"message\.send".*131026/);
    expect(line).not.toMatch(/254700000001|Amina/);
  });

  it('says on stdout for programs where it runs and that it has stopped', async () => {
    await bot.write();
    const { out, stop } = await startBot();
    await stop();

    expect(out.map((line) => JSON.parse(line))).toEqual([
      {
        status: 'running',
        url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
        webhooks: ['/webhooks/whatsapp'],
      },
      { status: 'stopped' },
    ]);
  });
});

describe('kapwa run as a process', () => {
  it('ends by SIGTERM with 0, after it has finished what it began', async () => {
    await bot.write();
    const command = fileURLToPath(new URL('../../bin/kapwa.js', import.meta.url));
    const child = spawn(process.execPath, [command, 'run', bot.folder, '--json'], {
      env: { ...process.env, KAPWA_SOURCE: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const running = JSON.parse((await lines.next()).value) as { url: string };
    await bot.fake.subscribe(`${running.url}/webhooks/whatsapp`);
    const amina = bot.fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    await hearsRules(amina);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');

    expect(await ended).toEqual([0, null]);
    expect(JSON.parse((await lines.next()).value)).toEqual({ status: 'stopped' });
  }, 30_000);
});

describe('kapwa run that cannot start', () => {
  it('explains the ways to go on when no messenger is set up', async () => {
    await bot.write({});
    const { exitCode, said } = await run([]);

    expect(exitCode).toBe(78);
    expect(said).toMatch(/run --demo.*WHATSAPP_TOKEN.*WHATSAPP_VERIFY_TOKEN/s);
  });

  it('names exactly the settings that are missing', async () => {
    const { WHATSAPP_TOKEN: _, ...some } = bot.settings;
    await bot.write(some);
    const { exitCode, said } = await run([]);

    expect(exitCode).toBe(78);
    expect(said).toMatch(/WHATSAPP_TOKEN/);
    expect(said).not.toMatch(/APP_SECRET|VERIFY_TOKEN|PHONE_NUMBER_ID|fake-/);
  });

  it('says that there is no community here', async () => {
    const { exitCode, said } = await run([]);

    expect(exitCode).toBe(78);
    expect(said).toMatch(/There is no community\.yaml/);
  });

  it('says which port is taken, and lets go of the folder', async () => {
    await bot.write();
    const { url } = await startBot();
    const port = new URL(url).port;
    const other = await folderWith({ 'community.yaml': communityYaml });
    const { exitCode, said } = await run([other], { ...bot.settings, PORT: port });

    expect(exitCode).toBe(78);
    expect(said).toContain(`Port ${port} is already used`);
  });

  it.each(['web', 'worker'])('says that the role %s needs a database', async (role) => {
    await bot.write();
    const { exitCode, said } = await run(['--role', role], bot.settings);

    expect(exitCode).toBe(78);
    expect(said).toContain('Keep the data in PostgreSQL');
  });

  it('does not know other roles', async () => {
    expect((await run(['--role', 'king'])).exitCode).toBe(2);
  });
});

describe('kapwa run --demo', () => {
  it('plays the community without any setting', async () => {
    await bot.write({});
    const { exitCode, out } = await run(['--demo']);

    expect(exitCode).toBe(0);
    expect(out.split('\n').filter(Boolean).length).toBeGreaterThan(5);
    expect(bot.fake.requests).toEqual([]);
  });

  it('plays the bundled programme where there is no community yet', async () => {
    const { exitCode, said } = await run(['--demo']);

    expect(exitCode).toBe(0);
    expect(said).toMatch(/bundled health programme/);
  });

  it('does not play another community than the one that was named', async () => {
    expect((await run(['nowhere', '--demo'])).exitCode).toBe(2);
  });
});
