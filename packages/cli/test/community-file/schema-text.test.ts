import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { register as check } from '../../src/commands/check.js';
import { runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';

const folder = fileURLToPath(new URL('../../../../examples/health-groups/', import.meta.url));

describe('the schema beside the community file of the example', () => {
  it('is what "kapwa check --schema" writes', async () => {
    const shell = recordedShell();

    const code = await runCommandLine(
      ['check', '--schema'],
      { version: '0', commands: [check] },
      shell,
    );

    expect(code).toBe(0);
    // When it has changed: npx kapwa check --schema > community.schema.json, or vitest -u.
    await expect(shell.out).toMatchFileSnapshot(`${folder}community.schema.json`);
  });

  it('is named in the first line, where editors look for it', async () => {
    const text = await readFile(`${folder}community.yaml`, 'utf8');

    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=./community.schema.json');
  });
});
