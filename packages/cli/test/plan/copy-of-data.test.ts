import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'goes with a command that is stopped by %s',
    async (signal) => {
      const data = await folderWith({ 'state.json': '{"name":"Zuri"}' });
      const program = fileURLToPath(new URL('./copying.process.ts', import.meta.url));
      const loader = ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx')];
      const child = spawn(process.execPath, [...loader, program, data]);
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const folder = line.toString().trim();
      expect(await readFile(join(folder, 'state.json'), 'utf8')).toContain('Zuri');

      child.kill(signal);

      expect((await once(child, 'close'))[1]).toBe(signal);
      await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
    },
    30_000,
  );

  it('is nothing where the bot has never run', async () => {
    const copy = await copyOfData(join(await folderWith(), 'data'));

    expect(copy.isEmpty).toBe(true);
    await copy.remove();
  });
});
