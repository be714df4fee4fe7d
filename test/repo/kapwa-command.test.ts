import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './workspaces.js';

let clone: string;
let folder: string;

beforeEach(async () => {
  clone = await mkdtemp(join(tmpdir(), 'kapwa-command-'));
  folder = join(clone, 'packages/cli');
  await mkdir(folder, { recursive: true });
  await cp(join(root, 'packages/cli/bin'), join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});

afterEach(async () => {
  await rm(clone, { recursive: true });
});

async function put(file: string, text: string): Promise<void> {
  await mkdir(join(folder, file, '..'), { recursive: true });
  await writeFile(join(folder, file), text);
}

function start(): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const { KAPWA_SOURCE: _, NODE_OPTIONS: __, ...env } = process.env;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/kapwa.js', 'hello'],
      { cwd: folder, env },
      (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, stdout, stderr });
      },
    );
  });
}

describe('bin/kapwa.js', () => {
  it('starts the build, as a published package has no sources', async () => {
    await put('dist/main.js', 'console.log(process.argv[2]);');

    expect(await start()).toEqual({ code: 0, stdout: 'hello\n', stderr: '' });
  });

  describe('in a clone where everything is installed', () => {
    const HOUR = 3_600;

    beforeEach(async () => {
      await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
      await put('src/main.ts', "console.log('sources' as string);");
      await put('../core/src/index.ts', 'export {};');
      await put('dist/main.js', "console.log('build');");
    });

    async function changed(file: string, seconds: number): Promise<void> {
      const time = Date.now() / 1000 + seconds;
      await utimes(join(folder, file), time, time);
    }

    it('takes the build while it is newer than all sources', async () => {
      await changed('dist/main.js', HOUR);

      expect(await start()).toEqual({ code: 0, stdout: 'build\n', stderr: '' });
    });

    it('takes the sources once one of them, of any package, is newer', async () => {
      await changed('dist/main.js', HOUR);
      await changed('../core/src/index.ts', 2 * HOUR);

      expect(await start()).toEqual({ code: 0, stdout: 'sources\n', stderr: '' });
    });
  });

  it('says what to do where there is neither a build nor anything that reads sources', async () => {
    await put('src/main.ts', 'console.log(1 as number);');

    const { code, stdout, stderr } = await start();

    expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
    expect(stderr).toMatch(/^kapwa is not ready .* run "npm install" .*\.\n$/);
  });
});
