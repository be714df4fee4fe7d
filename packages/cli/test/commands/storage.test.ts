import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbeddedStore, peopleOfStore, type Write } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { register as backup } from '../../src/commands/backup.js';
import { register as restore } from '../../src/commands/restore.js';
import { register as storage } from '../../src/commands/storage.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

async function kapwa(cwd: string, ...args: string[]) {
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const commands = [backup, restore, storage];
  const code = await runCommandLine(args, { version: '0', commands }, shell);
  return { code, out: shell.out, err: shell.err };
}

function put(collection: string, key: string, value: unknown): Write {
  return { op: 'put', collection, key, value };
}

const ana = {
  id: 'ana-id',
  name: 'Ana',
  accounts: [{ adapter: 'playground', id: 'ana', aliases: [] }],
};

async function commit(folder: string, writes: readonly Write[]): Promise<void> {
  const store = createEmbeddedStore(join(folder, 'data'));
  await store.open();
  await store.commit({ expect: [], writes, outgoing: [], post: [], dead: [] });
  await store.close();
}

/** A folder with the data of a bot that knows Ana. */
async function botFolder(): Promise<string> {
  const folder = await folderWith({ 'community.yaml': '' });
  await commit(folder, [
    put('core.installation', 'secret', 'of this installation'),
    put('core.people', 'health/ana-id', ana),
  ]);
  return folder;
}

async function nameOfAna(folder: string, data = 'data'): Promise<unknown> {
  const store = createEmbeddedStore(join(folder, data));
  await store.open();
  const person = (await store.get('core.people', 'health/ana-id'))?.value;
  await store.close();
  return (person as { name?: string } | undefined)?.name;
}

describe('kapwa backup and kapwa restore', () => {
  it('copy the data into a file and back', async () => {
    const cwd = await botFolder();

    const made = await kapwa(cwd, 'backup', '.', 'copy.kapwa');
    const put = await kapwa(cwd, 'restore', 'copy.kapwa', 'elsewhere');

    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(/^copy\.kapwa holds \d+ records, \d+ bytes\.\n$/);
    expect(put).toMatchObject({ code: 0, err: '' });
    expect(put.out).toMatch(/^elsewhere is as it was at \d{4}-/);
    expect(await nameOfAna(cwd, 'elsewhere')).toBe('Ana');
  });

  it('take the folder of the community as well as that of the data', async () => {
    const cwd = await botFolder();
    await kapwa(cwd, 'backup', 'data', 'copy.kapwa');

    const refused = await kapwa(cwd, 'restore', 'copy.kapwa', '.');
    const put = await kapwa(cwd, 'restore', 'copy.kapwa', '.', '--force');

    expect(refused.err).toContain(`${join(cwd, 'data')} is not empty.`);
    expect(put.out).toMatch(/^data is as it was at/);
    expect(await nameOfAna(cwd)).toBe('Ana');
    expect((await kapwa(cwd, 'storage', 'repair')).out).toBe('Nothing is damaged.\n');
  });

  it.each([
    ['backup', 'nowhere', 'copy.kapwa'],
    ['storage', 'repair', 'nowhere'],
  ])('say where there is no folder: %s', async (...args) => {
    const cwd = await folderWith();

    const { code, err } = await kapwa(cwd, ...args);

    expect(code).toBe(2);
    expect(err).toContain(`There is no folder ${join(cwd, 'nowhere')}.`);
  });

  it('say where a folder holds no data, although it holds other things', async () => {
    const cwd = await folderWith({ 'community.yaml': '', 'notes.txt': 'x' });

    for (const args of [
      ['backup', '.', 'copy.kapwa'],
      ['storage', 'repair', '.'],
    ]) {
      const { code, err } = await kapwa(cwd, ...args);
      expect(code).toBe(2);
      expect(err).toContain(`There is no data of a bot in ${cwd}.`);
    }
  });

  it('tell that a damaged state was not used, when they open the data', async () => {
    const cwd = await botFolder();
    const path = join(cwd, 'data', 'state.json');
    const bytes = await readFile(path);
    bytes[bytes.length >> 1] = 0xff;
    await writeFile(path, bytes);

    const { code, err } = await kapwa(cwd, 'backup', '.', 'copy.kapwa');

    expect(code).toBe(0);
    expect(err).toMatch(/^kapwa: .*state\.json is not as it was written/);
  });

  it('tell where it says how a command is called', async () => {
    const { code, err } = await kapwa(await folderWith(), 'backup');

    expect(code).toBe(2);
    expect(err).toContain(`missing required argument 'file'`);
    expect(err).toContain('("kapwa backup --help" shows how it is called)');
  });

  it('answer in JSON', async () => {
    const cwd = await botFolder();

    const made = await kapwa(cwd, 'backup', '.', 'copy.kapwa', '--json');
    const put = await kapwa(cwd, 'restore', 'copy.kapwa', 'data', '--force', '--json');

    expect(JSON.parse(made.out)).toMatchObject({ file: join(cwd, 'copy.kapwa'), erasures: 0 });
    expect(JSON.parse(put.out)).toMatchObject({ folder: join(cwd, 'data'), erasedAgain: 0 });
  });

  it('do not bring back somebody who was erased since', async () => {
    const cwd = await botFolder();
    await kapwa(cwd, 'backup', '.', 'copy.kapwa');
    const store = createEmbeddedStore(join(cwd, 'data'));
    await store.open();
    await (await peopleOfStore(store, [])).erase('ana-id');
    await store.close();

    const put = await kapwa(cwd, 'restore', 'copy.kapwa', 'data', '--force');

    expect(put.out).toContain('Erased again: 1.');
    expect(await nameOfAna(cwd)).toBeUndefined();
  });

  it('say what is wrong where there is nothing to copy, or something in the way', async () => {
    const cwd = await botFolder();
    const empty = await folderWith();
    await kapwa(cwd, 'backup', '.', 'copy.kapwa');

    expect(await kapwa(empty, 'backup', '.', 'copy')).toMatchObject({ code: 2 });
    expect(await kapwa(cwd, 'restore', 'no-such-file', 'data')).toMatchObject({ code: 2 });
    const refused = await kapwa(cwd, 'restore', 'copy.kapwa', 'data');
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.err).toContain('--force');
  });
});

describe('kapwa storage repair', () => {
  it('finds nothing where nothing is wrong', async () => {
    const cwd = await botFolder();

    expect(await kapwa(cwd, 'storage', 'repair', 'data')).toEqual({
      code: 0,
      out: 'Nothing is damaged.\n',
      err: '',
    });
  });

  it('says what was lost and keeps a copy of it', async () => {
    const cwd = await botFolder();
    const state = join(cwd, 'data', 'state.json');
    const bytes = await readFile(state);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    await writeFile(state, bytes);

    const { code, out } = await kapwa(cwd, 'storage', 'repair', 'data', '--json');
    const { ok, losses, copies } = JSON.parse(out);

    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(losses).toMatchObject([{ file: 'state.json' }]);
    expect(await readFile(join(copies, 'state.json'))).toEqual(bytes);
    expect(await nameOfAna(cwd)).toBe('Ana');
    expect(await kapwa(cwd, 'storage', 'repair', 'data')).toMatchObject({ code: 0 });
  });
});
