import { describe, expect, it } from 'vitest';
import { recordedShell } from '../recorded-shell.js';

describe('a shell', () => {
  it('tells people the result on stdout and remarks on stderr', () => {
    const shell = recordedShell();

    shell.print('all is well');
    shell.note('by the way');
    shell.data({ ok: true });

    expect(shell.out).toBe('all is well\n');
    expect(shell.err).toBe('by the way\n');
  });

  it('with --json leaves stdout to the data alone', () => {
    const shell = recordedShell({ json: true });

    shell.print('all is well');
    shell.note('by the way');
    shell.data({ ok: true });

    expect(shell.out).toBe('{"ok":true}\n');
    expect(shell.err).toBe('all is well\nby the way\n');
  });

  it('ends well unless told otherwise', () => {
    const shell = recordedShell();

    expect(shell.exitCode).toBe(0);
    shell.fail();
    expect(shell.exitCode).toBe(1);
    shell.fail(78);
    expect(shell.exitCode).toBe(78);
  });

  it.each([
    ['at a terminal', { isTTY: true, env: {} }, true],
    ['nowhere else', { isTTY: false, env: {} }, false],
    ['not with NO_COLOR', { isTTY: true, env: { NO_COLOR: '1' } }, false],
    [
      'not with NO_COLOR even where forced',
      { isTTY: true, env: { NO_COLOR: '1', FORCE_COLOR: '1' } },
      false,
    ],
    ['not on a dumb terminal', { isTTY: true, env: { TERM: 'dumb' } }, false],
    ['anywhere with FORCE_COLOR', { isTTY: false, env: { FORCE_COLOR: '1' } }, true],
    ['not with FORCE_COLOR=0', { isTTY: true, env: { FORCE_COLOR: '0' } }, false],
  ])('shows colours %s', (_, { isTTY, env }, isColored) => {
    const shell = recordedShell({ env, stdout: { write: () => true, isTTY } });

    expect(shell.colors.red('x') !== 'x').toBe(isColored);
  });
});
