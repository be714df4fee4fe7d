import { KapwaError } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { asksForJson, type RegisterCommand, runCommandLine } from '../../src/terminal/program.js';
import type { ShellParts } from '../../src/terminal/shell.js';
import { recordedShell } from '../recorded-shell.js';

/** Runs the command line with one command, `greet`, that does what the test says. */
async function run(
  args: readonly string[],
  act: () => void = () => {},
  parts: Partial<ShellParts> = {},
) {
  const shell = recordedShell({ json: asksForJson(args), ...parts });
  const greet: RegisterCommand = (program, { print, data }) => {
    program
      .command('greet')
      .description('say hello')
      .argument('[name]', 'whom', 'you')
      .option('--loud', 'louder')
      .action(async (name: string) => {
        act();
        print(`hello ${name}`);
        data({ hello: name });
      });
  };
  const code = await runCommandLine(args, { version: '1.2.3', commands: [greet] }, shell);
  return { code, out: shell.out, err: shell.err };
}

describe('the command line', () => {
  it('runs a command', async () => {
    expect(await run(['greet', 'Ana'])).toEqual({ code: 0, out: 'hello Ana\n', err: '' });
  });

  it.each([[['greet', '--json']], [['--json', 'greet']]])(
    'answers %j with nothing but JSON on stdout',
    async (args) => {
      expect(await run(args)).toEqual({ code: 0, out: '{"hello":"you"}\n', err: 'hello you\n' });
    },
  );

  it('takes what stands behind -- for no option', () => {
    expect(asksForJson(['greet', '--', '--json'])).toBe(false);
  });

  it.each(['--version', '-V'])('tells its version by %s', async (option) => {
    expect(await run([option])).toEqual({ code: 0, out: '1.2.3\n', err: '' });
  });

  it.each([['--help'], ['help']])('shows help with examples by %s', async (...args) => {
    const { code, out, err } = await run(args);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('greet [name]');
    expect(out).toContain('$ kapwa check');
  });

  it('shows the help of a command within a command', async () => {
    const shell = recordedShell();
    const record: RegisterCommand = (program) => {
      program.command('audit').command('verify').description('look whether it is whole');
    };

    const code = await runCommandLine(
      ['help', 'audit', 'verify'],
      { version: '0', commands: [record] },
      shell,
    );

    expect({ code, err: shell.err }).toEqual({ code: 0, err: '' });
    expect(shell.out).toContain('Usage: kapwa audit verify');
  });

  it('says of a command that is none, asked for its help, what was meant', async () => {
    const { code, out, err } = await run(['help', 'gret']);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain("kapwa: unknown command 'gret'\n(Did you mean greet?)");
  });

  it('lists a command as it is called', async () => {
    const shell = recordedShell();
    const copy: RegisterCommand = (program) => {
      program.command('copy').usage('[options] [dir] <file>').argument('<file...>');
    };

    await runCommandLine(['--help'], { version: '0', commands: [copy] }, shell);

    expect(shell.out).toContain('  copy [dir] <file>');
  });

  it('keeps help off stdout with --json', async () => {
    expect(await run(['--help', '--json'])).toMatchObject({ code: 0, out: '' });
  });

  it.each([
    ['no command', [], 'Usage: kapwa'],
    ['an unknown command', ['gret'], "unknown command 'gret'\n(Did you mean greet?)"],
    ['an unknown option', ['greet', '--lout'], "unknown option '--lout'\n(Did you mean --loud?)"],
    ['too many words', ['greet', 'a', 'b'], 'too many arguments'],
  ])('ends with 2 for %s', async (_, args, words) => {
    const { code, out, err } = await run(args);

    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(words);
  });

  it.each([
    ['blueprint.invalid', 78],
    ['config.missing', 78],
    ['input.not-found', 2],
    ['store.unusable', 1],
  ] as const)('tells an error %s in plain words and ends with %i', async (errorCode, code) => {
    const fails = () => {
      throw new KapwaError(errorCode, 'Sameer is not known. Add him.');
    };

    expect(await run(['greet'], fails)).toEqual({
      code,
      out: '',
      err: 'kapwa: Sameer is not known. Add him.\n',
    });
  });

  it('says of any other error that it should not have been, and how to see more', async () => {
    const fails = () => {
      throw new TypeError('x is not a function');
    };

    const { code, err } = await run(['greet'], fails);

    expect(code).toBe(1);
    expect(err).toContain('something went wrong that should not have: x is not a function');
    expect(err).toContain('KAPWA_DEBUG=1');
    expect(err).not.toContain('    at ');
  });

  it('tells programs on stdout what went wrong, and by which code', async () => {
    const fails = () => {
      throw new KapwaError('store.in-use', 'A bot works there. Stop it first.');
    };

    const { code, out, err } = await run(['greet', '--json'], fails);

    const error = { code: 'store.in-use', message: 'A bot works there. Stop it first.' };
    expect({ code, err }).toEqual({ code: 1, err: 'kapwa: A bot works there. Stop it first.\n' });
    expect(JSON.parse(out)).toEqual({ ok: false, error });
  });

  it.each([
    ['an unknown option', ['greet', '--lout'], "unknown option '--lout'\n(Did you mean --loud?)"],
    ['no command', [], 'A command is missing.'],
  ])('tells programs of a wrong call: %s', async (_, args, message) => {
    const { code, out } = await run([...args, '--json']);

    expect(code).toBe(2);
    expect(JSON.parse(out)).toEqual({ ok: false, error: { code: 'usage', message } });
  });

  it('tells programs of what should not have been', async () => {
    const fails = () => {
      throw new TypeError('x is not a function');
    };

    const { out } = await run(['greet', '--json'], fails);

    const error = { code: 'unexpected', message: 'x is not a function' };
    expect(JSON.parse(out)).toEqual({ ok: false, error });
  });

  it('shows where an error happened with KAPWA_DEBUG=1', async () => {
    const fails = () => {
      throw new KapwaError('config.invalid', 'No.', { cause: new Error('the cause') });
    };

    const { err } = await run(['greet'], fails, { env: { KAPWA_DEBUG: '1' } });

    expect(err).toContain('    at ');
    expect(err).toContain('the cause');
  });
});
