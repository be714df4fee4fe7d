import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { type FakeCloudApi, type FakePhone, startFakeCloudApi } from '@kapwa/testing';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { register } from '../../src/commands/run.js';
import { runBot } from '../../src/server/run-bot.js';
import { runCommandLine } from '../../src/terminal/program.js';
import { createShell, type Shell } from '../../src/terminal/shell.js';

const communityYaml = `
community:
  name: Health workers
  purpose: Care for families together
  languages: [en, sw]
  timeZone: Africa/Nairobi
rules:
  - key: be-kind
    text: { en: Be kind to one another., sw: Kuwa mwema. }
  - key: privacy
    text: { en: No names of patients here., sw: Usitaje mgonjwa. }
groups:
  announcements: { kind: announcement }
`;

let folder: string;
let fake: FakeCloudApi;
const toStop: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kapwa-run-'));
  fake = await startFakeCloudApi();
});

afterEach(async () => {
  for (const stop of toStop.splice(0).reverse()) await stop();
  await fake.close();
  await rm(folder, { recursive: true });
});

/** A shell that keeps what is written, with nothing set in its environment. */
function testShell(env: Shell['env'] = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const shell = createShell({
    stdin: Readable.from([]),
    stdout: { write: (chunk) => out.push(chunk) },
    stderr: { write: (chunk) => err.push(chunk) },
    cwd: folder,
    env,
    json: true,
  });
  return { shell, out, err };
}

async function run(args: readonly string[], env: Shell['env'] = {}) {
  const { shell, out, err } = testShell(env);
  const exitCode = await runCommandLine(
    ['run', ...args],
    { version: '0.0.0', commands: [register] },
    shell,
  );
  return { exitCode, said: err.join(''), out: out.join('') };
}

const settings = () => ({
  WHATSAPP_TOKEN: fake.token,
  WHATSAPP_PHONE_NUMBER_ID: fake.phoneNumberId,
  WHATSAPP_APP_SECRET: `${fake.appSecret},one-for-later`,
  WHATSAPP_VERIFY_TOKEN: fake.verifyToken,
  WHATSAPP_API_BASE: fake.baseUrl,
  PORT: '0',
  HOST: '127.0.0.1',
});

async function writeFolder(env: Readonly<Record<string, string>> = settings()): Promise<void> {
  await writeFile(join(folder, 'community.yaml'), communityYaml);
  const lines = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(folder, '.env'), lines.join('\n'));
}

/** Starts the bot of the folder, with the webhook set up at Meta; ends by a signal. */
async function startBot() {
  const { shell, out, err } = testShell();
  const signals = Object.assign(new EventEmitter(), { exit: () => undefined });
  const ended = runBot(folder, shell, signals);
  const url = await vi.waitFor(async () => {
    const started = await Promise.race([ended, Promise.resolve(out[0])]);
    return (JSON.parse(started ?? '') as { url: string }).url;
  });
  const stop = async (): Promise<void> => {
    signals.emit('SIGTERM');
    await ended;
  };
  await fake.subscribe(`${url}/webhooks/whatsapp`);
  return { url, out, err, stop };
}

const hearsRules = (phone: FakePhone) =>
  vi.waitFor(() => {
    const rules = phone.received.filter(({ text }) => text.includes('Be kind to one another.'));
    expect(rules).toHaveLength(1);
    return rules[0];
  });

describe('kapwa run', () => {
  it('gives the rules to a person who writes "rules" to the number', async () => {
    await writeFolder();
    const { url, err, stop } = await startBot();
    toStop.push(stop);
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    const rules = await hearsRules(amina);

    expect(rules?.text).toContain('No names of patients here.');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(err.join('')).not.toMatch(/254700000001|EAAfakeToken|fake-app-secret|Amina/);
  });

  it('answers once what Meta sends again, also after a restart', async () => {
    await writeFolder();
    const first = await startBot();
    const amina = fake.phone('254700000001', 'Amina');
    amina.writes('rules');
    await hearsRules(amina);
    const [post] = fake.webhooks.posts;
    await first.stop();
    const second = await startBot();
    toStop.push(second.stop);
    const answers = amina.received.length;
    const again = await fetch(`${second.url}/webhooks/whatsapp`, {
      method: 'POST',
      body: new Uint8Array(post?.body ?? []),
      headers: { 'x-hub-signature-256': post?.signature ?? '' },
    });
    const juma = fake.phone('254700000002', 'Juma');
    juma.writes('rules');
    await hearsRules(juma);

    expect(again.status).toBe(200);
    expect(amina.received).toHaveLength(answers);
  });

  it('tells the log why an answer did not go out, and nothing about the person', async () => {
    await writeFolder();
    const { err, stop } = await startBot();
    toStop.push(stop);
    fake.fail(1, { status: 400, code: 131026 });
    fake.phone('254700000001', 'Amina').writes('rules');
    const line = await vi.waitFor(() => {
      const found = err.find((text) => text.includes('was not done'));
      expect(found).toBeDefined();
      return found;
    });

    expect(line).toMatch(/warn .*"action":"message\.send".*131026/);
    expect(line).not.toMatch(/254700000001|Amina/);
  });

  it('says on stdout for programs where it runs and that it has stopped', async () => {
    await writeFolder();
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
    await writeFolder();
    const command = fileURLToPath(new URL('../../bin/kapwa.js', import.meta.url));
    const child = spawn(process.execPath, [command, 'run', folder, '--json'], {
      env: { ...process.env, KAPWA_SOURCE: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    toStop.push(async () => void child.kill('SIGKILL'));
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    const running = JSON.parse((await lines.next()).value) as { url: string };
    await fake.subscribe(`${running.url}/webhooks/whatsapp`);
    const amina = fake.phone('254700000001', 'Amina');
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
    await writeFolder({});
    const { exitCode, said } = await run([]);

    expect(exitCode).toBe(78);
    expect(said).toMatch(/run --demo.*WHATSAPP_TOKEN.*WHATSAPP_VERIFY_TOKEN/s);
  });

  it('names exactly the settings that are missing', async () => {
    const { WHATSAPP_TOKEN: _, ...some } = settings();
    await writeFolder(some);
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
    await writeFolder();
    const { url, stop } = await startBot();
    const port = new URL(url).port;
    const other = await mkdtemp(join(tmpdir(), 'kapwa-run-'));
    await writeFile(join(other, 'community.yaml'), communityYaml);
    toStop.push(stop, () => rm(other, { recursive: true }));
    const { exitCode, said } = await run([other], { ...settings(), PORT: port });

    expect(exitCode).toBe(78);
    expect(said).toContain(`Port ${port} is already used`);
  });

  it.each(['web', 'worker'])('says that the role %s needs a database', async (role) => {
    await writeFolder();
    const { exitCode, said } = await run(['--role', role], settings());

    expect(exitCode).toBe(78);
    expect(said).toContain('Keep the data in PostgreSQL');
  });

  it('does not know other roles', async () => {
    expect((await run(['--role', 'king'])).exitCode).toBe(2);
  });
});

describe('kapwa run --demo', () => {
  it('plays the community without any setting', async () => {
    await writeFolder({});
    const { exitCode, out } = await run(['--demo']);

    expect(exitCode).toBe(0);
    expect(out.split('\n').filter(Boolean).length).toBeGreaterThan(5);
    expect(fake.requests).toEqual([]);
  });

  it('plays the bundled programme where there is no community yet', async () => {
    const { exitCode, said } = await run(['--demo']);

    expect(exitCode).toBe(0);
    expect(said).toMatch(/bundled health programme/);
  });

  it('does not play another community than the one that was named', async () => {
    expect((await run(['nowhere', '--demo'])).exitCode).toBe(78);
  });
});
