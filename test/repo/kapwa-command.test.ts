import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './workspaces.js';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kapwa-command-'));
  await cp(join(root, 'packages/cli/bin'), join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
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

  it('says what to do where there is neither a build nor anything that reads sources', async () => {
    await put('src/main.ts', 'console.log(1 as number);');

    const { code, stdout, stderr } = await start();

    expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
    expect(stderr).toMatch(/^kapwa is not ready .* run "npm install" .*\.\n$/);
  });
});
