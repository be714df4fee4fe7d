import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { claimByFile } from '../../src/store/embedded/owner-lock.js';
import { temporaryFolder } from '../temporary-folder.js';
import { openIn } from './notes.js';

const program = fileURLToPath(new URL('./commits-until-killed.ts', import.meta.url));

describe('a folder that a bot uses', () => {
  it('is refused to a second one, which is told who has it and since when', async () => {
    const folder = await temporaryFolder();
    const first = await openIn(folder);

    const refused = expect(openIn(folder)).rejects;

    await refused.toMatchObject({
      code: 'store.in-use',
      message: expect.stringMatching(
        new RegExp(`in use by process ${process.pid} since \\d{4}-\\d\\d-\\d\\dT`),
      ),
    });
    await first.close();
    await (await openIn(folder)).close();
  });

  it('is free at once when the other process was killed', async () => {
    const folder = await temporaryFolder();
    const args = ['--conditions=@kapwa/source', '--import', import.meta.resolve('tsx')];
    const child = spawn(process.execPath, [...args, program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await new Promise((resolve) => child.stdout.once('data', resolve));

    await expect(openIn(folder)).rejects.toMatchObject({
      code: 'store.in-use',
      message: expect.stringContaining(`process ${child.pid}`),
    });
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));

    await (await openIn(folder)).close();
  }, 30_000);

  it('is let go of when opening it fails', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'state.json'), 'damaged');

    await expect(openIn(folder)).rejects.toMatchObject({ code: 'store.damaged' });
    await expect(openIn(folder)).rejects.toMatchObject({ code: 'store.damaged' });
  });
});

describe('where the system has no such lock', () => {
  it('a file says who has the folder, while that process lives', async () => {
    const folder = await temporaryFolder();
    const release = await claimByFile(folder);

    await expect(claimByFile(folder)).rejects.toMatchObject({ code: 'store.in-use' });
    await release();
    await (await claimByFile(folder))();
  });

  it('a process that is gone, or was before the machine started again, holds nothing', async () => {
    const folder = join(await temporaryFolder(), 'data');
    await mkdir(folder);
    const gone = { pid: 2 ** 30, since: '2027-03-01T08:00:00Z', boot: 'this one' };
    await writeFile(join(folder, 'owner.json'), JSON.stringify(gone));
    await (await claimByFile(folder))();
    const before = { pid: process.pid, since: '2027-03-01T08:00:00Z', boot: 'an earlier one' };
    await writeFile(join(folder, 'owner.json'), JSON.stringify(before));

    const release = await claimByFile(folder);

    expect(await readFile(join(folder, 'owner.json'), 'utf8')).toContain(`"pid":${process.pid}`);
    await release();
  });
});
