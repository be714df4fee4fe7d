import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmbeddedStore, createKit } from '@kapwa/core';
import { postgresStore } from '@kapwa/storage-postgres';
import { blueprintOf, healthWorkers } from '@kapwa/testing';
import { postgresForTests } from '@kapwa/testing/postgres';
import { beforeEach, describe, expect, it } from 'vitest';
import { register as audit } from '../../src/commands/audit.js';
import { register as backup } from '../../src/commands/backup.js';
import { register as check } from '../../src/commands/check.js';
import { register as person } from '../../src/commands/person.js';
import { register as restore } from '../../src/commands/restore.js';
import { register as storage } from '../../src/commands/storage.js';
import { storeOfBot } from '../../src/kept-data/database.js';
import { copyOfDatabase } from '../../src/plan/copy-of-database.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { aMorning, ZURI } from '../kept-data/canaries.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

let url: string;
let schema: string;

beforeEach(async () => {
  url = await postgresForTests();
  schema = `test_${randomUUID().replaceAll('-', '_')}`;
});

const settings = () => ({ KAPWA_DATABASE_URL: url, KAPWA_DATABASE_SCHEMA: schema });

async function kapwa(cwd: string, ...args: readonly string[]) {
  const shell = recordedShell({ cwd, json: asksForJson(args), env: settings() });
  const commands = [audit, backup, check, person, restore, storage];
  const code = await runCommandLine(args, { version: '0', commands }, shell);
  return { code, out: shell.out, err: shell.err };
}

/** A folder in which a bot has run for a morning, and stopped. */
async function stoppedBot(): Promise<string> {
  const folder = await folderWith();
  await mkdir(join(folder, 'data'));
  await (await aMorning(join(folder, 'data'))).stop();
  return folder;
}

/** Without the settings: what the folder holds. */
async function inFolder(cwd: string, ...args: readonly string[]) {
  const shell = recordedShell({ cwd: join(cwd, 'data'), json: asksForJson(args), env: {} });
  await runCommandLine(args, { version: '0', commands: [audit, person] }, shell);
  return shell.out;
}

/** What is kept of somebody, collection by collection. */
function keptIn(exported: string): unknown {
  const [{ kept, ...about }] = JSON.parse(exported).exports;
  const byName = (one: { collection: string }, other: { collection: string }): number =>
    one.collection < other.collection ? -1 : 1;
  return { ...about, kept: kept.sort(byName) };
}

describe('kapwa storage migrate', () => {
  it('moves everything into the database, where all commands find it again', async () => {
    const cwd = await stoppedBot();
    const before = await inFolder(cwd, 'person', 'export', ZURI, '--json');

    const moved = await kapwa(cwd, 'storage', 'migrate');
    const after = await kapwa(cwd, 'person', 'export', ZURI, '--json');

    expect(moved).toMatchObject({
      code: 0,
      out: expect.stringContaining('counts and hashes agree'),
    });
    expect(moved.out).toContain('data is as it was');
    expect(keptIn(after.out)).toEqual(keptIn(before));
    expect((await kapwa(cwd, 'audit', 'verify')).out).toContain('as it was written');
  });

  it('says so when it was done already, and refuses where something else is', async () => {
    const cwd = await stoppedBot();
    await kapwa(cwd, 'storage', 'migrate');

    const again = await kapwa(cwd, 'storage', 'migrate', '--json');
    const other = await kapwa(await stoppedBot(), 'storage', 'migrate');

    expect(JSON.parse(again.out)).toMatchObject({ wasThere: true });
    expect(other).toMatchObject({
      code: 1,
      err: expect.stringContaining('something else already'),
    });
  });

  it('refuses while the bot runs, and where nothing was kept', async () => {
    const cwd = await stoppedBot();
    const running = createEmbeddedStore(join(cwd, 'data'));
    await running.open();

    const refused = await kapwa(cwd, 'storage', 'migrate');
    await running.close();

    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('in use by process') });
    expect((await kapwa(await folderWith(), 'storage', 'migrate')).code).toBe(2);
  });

  it('asks for an address where none is set', async () => {
    const cwd = await stoppedBot();
    url = '';

    const { code, err } = await kapwa(cwd, 'storage', 'migrate');

    expect(code).toBe(78);
    expect(err).toContain('KAPWA_DATABASE_URL=postgresql://');
  });
});

describe('a bot whose data is in a database', () => {
  it('does not begin anew there while what it knows lies in its folder', async () => {
    const cwd = await stoppedBot();

    await expect(storeOfBot(cwd, settings())).rejects.toMatchObject({
      code: 'store.unusable',
      message: expect.stringContaining('kapwa storage migrate'),
    });
  });

  it('is left alone by commands that change something while it runs', async () => {
    const cwd = await stoppedBot();
    await kapwa(cwd, 'storage', 'migrate');
    const store = postgresStore({ url, schema });
    const kit = createKit({ communities: [blueprintOf(healthWorkers)], store });
    await kit.start();

    const { code, err } = await kapwa(cwd, 'person', 'erase', ZURI, '--yes');
    const copy = await copyOfDatabase(postgresStore({ url, schema }));
    await kit.stop();

    expect(code).toBe(1);
    expect(err).toContain('A bot works on this database');
    expect(await copy.list('core.people', '')).not.toEqual([]);
    expect((await kapwa(cwd, 'person', 'erase', ZURI, '--yes')).out).toContain('Erased');
  });

  it('is backed up and put back by the tools of PostgreSQL', async () => {
    const cwd = await folderWith({ 'community.yaml': '' });

    const made = await kapwa(cwd, 'backup', '.', 'copy.kapwa');
    const put = await kapwa(cwd, 'restore', 'copy.kapwa', '.');

    expect(made).toMatchObject({ code: 78, err: expect.stringContaining('pg_dump') });
    expect(put).toMatchObject({ code: 78, err: expect.stringContaining('pg_restore') });
  });
});

describe('kapwa check', () => {
  const programme = fileURLToPath(new URL('../../../../examples/health-groups/', import.meta.url));

  it('says which database is used, and that it answers', async () => {
    const { out } = await kapwa(programme, 'check', '--offline');

    expect(out).toContain(`schema ${schema} answers, and is empty.`);
  });

  it('says what is wrong with it, and never the password', async () => {
    const wrong = new URL(url);
    wrong.password = 'guessed-in-vain';
    url = wrong.href;

    const { code, out, err } = await kapwa(programme, 'check', '--offline');

    expect(code).toBe(1);
    expect(out + err).toContain('Are user and password right?');
    expect(out + err).not.toContain('guessed-in-vain');
  });
});
