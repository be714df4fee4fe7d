import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbeddedStore } from '@kapwa/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { register as audit } from '../../src/commands/audit.js';
import { register as backup } from '../../src/commands/backup.js';
import { register as dead } from '../../src/commands/dead.js';
import { register as person } from '../../src/commands/person.js';
import { register as restore } from '../../src/commands/restore.js';
import { register as storage } from '../../src/commands/storage.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

const commands = [audit, backup, dead, person, restore, storage];

let cwd: string;

async function kapwa(...args: readonly string[]) {
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const code = await runCommandLine(args, { version: '0', commands }, shell);
  return { code, out: shell.out, err: shell.err };
}

/** A folder `bot` in which a bot has run that knew Ana. */
beforeEach(async () => {
  cwd = await folderWith();
  await mkdir(join(cwd, 'bot'));
  await writeFile(join(cwd, 'bot', 'community.yaml'), '');
  const store = createEmbeddedStore(join(cwd, 'bot', 'data'));
  await store.open();
  const value = {
    id: 'ana-id',
    name: 'Ana',
    roles: [],
    accounts: [{ adapter: 'playground', id: 'ana', aliases: [] }],
  };
  const writes = [
    { op: 'put', collection: 'core.installation', key: 'secret', value: 'of this installation' },
    { op: 'put', collection: 'core.people', key: 'health/ana-id', value },
  ] as const;
  await store.commit({ expect: [], writes, outgoing: [], post: [], dead: [] });
  await store.close();
});

const calls: readonly (readonly string[])[] = [
  ['audit', 'verify'],
  ['audit', 'list'],
  ['dead', 'list'],
  ['dead', 'retry', '--all'],
  ['dead', 'drop', '--all'],
  ['person', 'export', 'ana-id'],
  ['person', 'erase', 'ana-id', '--yes'],
  ['backup', 'copy.kapwa'],
  ['storage', 'repair'],
];

describe('the folder of the bot', () => {
  it.each(calls)('is named by --dir: kapwa %s %s', async (...call) => {
    expect(await kapwa(...call, '--dir', 'bot')).toMatchObject({ code: 0, err: '' });
  });

  it.each(calls)('may be named by its community.yaml: kapwa %s %s', async (...call) => {
    const file = join('bot', 'community.yaml');

    expect(await kapwa(...call, '--dir', file)).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['audit', 'verify', 'bot'],
    ['audit', 'list', 'bot'],
    ['dead', 'list', 'bot'],
    ['backup', 'bot', 'copy.kapwa'],
    ['storage', 'repair', 'bot'],
  ])('may stand without --dir where nothing else is a folder: kapwa %s %s %s', async (...call) => {
    expect(await kapwa(...call)).toMatchObject({ code: 0, err: '' });
  });

  it('takes a backup back by --dir as well as without', async () => {
    await kapwa('backup', 'copy.kapwa', '--dir', 'bot');

    const one = await kapwa('restore', 'copy.kapwa', '--dir', 'bot', '--force');
    const other = await kapwa('restore', 'copy.kapwa', 'bot', '--force');

    expect(one).toMatchObject({ code: 0, err: '' });
    expect(other).toMatchObject({ code: 0, err: '' });
  });

  it.each([
    ['audit', 'verify', 'bot'],
    ['dead', 'list', 'bot'],
    ['backup', 'bot', 'copy.kapwa'],
    ['restore', 'copy.kapwa', 'bot'],
  ])('is asked for once, not twice: kapwa %s %s %s', async (...call) => {
    const { code, err } = await kapwa(...call, '--dir', 'other');

    expect(code).toBe(2);
    expect(err).toContain('kapwa: two folders are named, bot and other. Name one.');
  });

  it.each([...calls, ['storage', 'migrate']])('has to be there: kapwa %s %s', async (...call) => {
    const { code, err } = await kapwa(...call, '--dir', 'nowhere');

    expect(code).toBe(2);
    expect(err).toBe(`kapwa: There is no folder ${join(cwd, 'nowhere')}.\n`);
  });
});
