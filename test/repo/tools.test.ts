import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const fromSources = ['--conditions=@kapwa/source', '--import', 'tsx'];
const scripts: Readonly<Record<string, readonly string[]>> = {
  torture: [...fromSources, 'torture/main.ts'],
  bench: ['bench/main.js'],
};

function call(tool: string, ...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...(scripts[tool] ?? []), ...args],
    { cwd: root, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

describe('a tool of the repository that is called wrongly', () => {
  it.each([
    ['torture', ['nonsense'], 'No scenario is called nonsense. --list says which there are.'],
    ['torture', ['store', 'nonsense'], 'No scenario is called nonsense.'],
    ['torture', ['delivery/flood', '--untimed'], 'All of these compare times'],
    ['torture', ['--seed', 'abc'], '--seed takes a whole number, not "abc".'],
    ['torture', ['--quick'], "Unknown option '--quick'"],
    ['bench', ['nonsense'], 'There is no suite nonsense.'],
    ['bench', ['--quick'], "Unknown option '--quick'"],
    ['bench', ['--repeats', 'x'], '--repeats takes a number from 1 to 99, not "x".'],
  ])('does nothing, says why and ends with 2: %s %j', (tool, args, says) => {
    const { status, stdout, stderr } = call(tool, ...args);

    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain('    at ');
  });
});
