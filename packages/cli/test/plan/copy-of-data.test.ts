import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfData } from '../../src/plan/copy-of-data.js';
import { folderWith } from '../temporary-folder.js';

describe('the copy of what the bot keeps', () => {
  it('has everything but whose it is, and nobody else may look into it', async () => {
    const data = await folderWith({ 'state.json': '{"a":1}', 'owner.json': '{"pid":1}' });
    await mkdir(join(data, 'audit'));
    await writeFile(join(data, 'audit', '1.log'), 'x');

    const copy = await copyOfData(data);

    expect((await readdir(copy.folder)).sort()).toEqual(['audit', 'state.json']);
    expect(await readFile(join(copy.folder, 'audit', '1.log'), 'utf8')).toBe('x');
    expect((await stat(copy.folder)).mode & 0o077).toBe(0);
    await copy.remove();
    await expect(stat(copy.folder)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await readdir(data)).sort()).toEqual(['audit', 'owner.json', 'state.json']);
  });

  it('is nothing where the bot has never run', async () => {
    const copy = await copyOfData(join(await folderWith(), 'data'));

    expect(copy.isEmpty).toBe(true);
    await copy.remove();
  });
});
