import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { root } from './workspaces.js';

describe('the pages that are made from code', () => {
  it('say what the code says', () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['scripts/generate-docs.js', '--check'],
      { cwd: root, encoding: 'utf8' },
    );

    expect(stderr).toBe('');
    expect(status).toBe(0);
  }, 30_000);
});
