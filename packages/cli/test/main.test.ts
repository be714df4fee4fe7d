import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderWith } from './temporary-folder.js';

const command = fileURLToPath(new URL('../bin/kapwa.js', import.meta.url));

function start(...args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
  const env = { ...process.env, KAPWA_SOURCE: '1' };
  return spawn(process.execPath, [command, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function exitCodeOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number | null> {
  return new Promise((resolve) => child.once('close', resolve));
}

describe('the kapwa command', () => {
  it('runs as a program of its own', async () => {
    const child = start('--version');

    const [code, out] = await Promise.all([exitCodeOf(child), text(child.stdout)]);

    expect(code).toBe(0);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('ends quietly when nobody reads on', async () => {
    const child = start('--help');
    child.stdout.destroy();

    const [code, err] = await Promise.all([exitCodeOf(child), text(child.stderr)]);

    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it.each([
    ['a module', "export const tea = { name: 'tea', setup: () => undefined };"],
    ['CommonJS', "exports.tea = { name: 'tea', setup: () => undefined };"],
  ])(
    'takes a plugin as %s in a folder without package.json, before any build',
    async (_, plugin) => {
      const folder = await folderWith({
        'community.yaml': `community: { name: Health Workers, purpose: Care, timeZone: Asia/Manila }
morePlugins: ./tea.js
`,
        'tea.js': plugin,
      });
      const child = start('check', folder, '--offline', '--json');

      const out = await text(child.stdout);

      const { findings } = JSON.parse(out) as { findings: readonly { path: string }[] };
      expect(findings.map(({ path }) => path)).toEqual([
        'community',
        'people',
        'groups',
        'groups',
        'rules',
      ]);
    },
  );
});
