import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { register as audit } from '../../src/commands/audit.js';
import { register as backup } from '../../src/commands/backup.js';
import { register as completion } from '../../src/commands/completion.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';

async function kapwa(...args: readonly string[]) {
  const shell = recordedShell({ json: asksForJson(args) });
  const line = { version: '0', commands: [audit, backup, completion] };
  const code = await runCommandLine(args, line, shell);
  return { code, out: shell.out, err: shell.err };
}

/** What bash offers once the script was read and these words were typed. */
async function offered(...words: readonly string[]): Promise<readonly string[]> {
  const { out } = await kapwa('completion', 'bash');
  const typed = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(kapwa ${typed}); COMP_CWORD=${words.length}; _kapwa; echo "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', `${out}${ask}`], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim().split(' ');
}

describe('kapwa completion', () => {
  it('completes commands in bash', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(['audit', 'backup', 'completion']));
    expect(await offered('au')).toEqual(['audit']);
    expect(await offered('audit', 'v')).toEqual(['verify']);
  });

  it('completes the options of the command that was typed, and those all of them take', async () => {
    expect(await offered('audit', 'verify', '--')).toEqual(['--dir', '--head', '--json', '--help']);
    expect(await offered('audit', 'verify', '--head', 'qL0c9Zs4', '--d')).toEqual(['--dir']);
  });

  it('leaves names of files to the shell', async () => {
    expect(await offered('backup', 'hea')).toEqual(['']);
  });

  it('completes what a command can be given', async () => {
    expect(await offered('completion', 'f')).toEqual(['fish']);
  });

  it('has the same words for zsh and for fish', async () => {
    const bash = (await kapwa('completion', 'bash')).out;
    const fish = (await kapwa('completion', 'fish')).out;

    expect((await kapwa('completion', 'zsh')).out).toContain(`bashcompinit\n${bash}`);
    const verify = '__fish_seen_subcommand_from audit; and __fish_seen_subcommand_from verify';
    expect(fish).toContain(`complete -c kapwa -n '${verify}' -l head\n`);
  });

  it('is a wrong call for any other shell, or for none', async () => {
    const other = await kapwa('completion', 'ksh');
    expect(other).toMatchObject({ code: 2, out: '' });
    expect(other.err).toContain('Allowed choices are bash, zsh, fish.');
    expect((await kapwa('completion')).code).toBe(2);
  });
});
