import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { findCodeBlocks } from './code-blocks.js';
import { readText, root } from './workspaces.js';

const run = promisify(execFile);
const readme = readText('README.md');
const blocks = findCodeBlocks('README.md', readme);

/** Runs the command line from the sources, as a fresh clone does. */
async function kapwa(args: readonly string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['packages/cli/bin/kapwa.js', ...args], {
    cwd: root,
    env: { ...process.env, KAPWA_SOURCE: '1', NO_COLOR: '1', COLUMNS: '' },
  });
  return stdout;
}

/** The words of a shell line; double quotes keep words together. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

const commands = blocks
  .filter(({ info }) => info === 'sh')
  .flatMap(({ code }) => code.split('\n'))
  .filter((line) => line.startsWith('npx kapwa'))
  .map((line) => words(line).slice(2));

describe('the README', () => {
  it('shows what npm start really prints', { timeout: 60_000 }, async () => {
    const start = JSON.parse(readText('package.json')).scripts.start;

    const printed = await kapwa(words(start).slice(2));

    const shown = blocks.find(({ info }) => info === 'text')?.code.trim();
    expect(shown).toBe(printed.trim());
  });

  // `kapwa run` without --demo needs an account; its own tests run it against a server of ours.
  it.each(commands.filter(([command]) => command !== 'run'))(
    'names a command that works: kapwa %s %s',
    { timeout: 60_000 },
    async (...args) => {
      await expect(kapwa(args)).resolves.not.toBe('');
    },
  );
});
