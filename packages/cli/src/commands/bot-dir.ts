import type { Command } from 'commander';

/** What `--dir` gave. */
export interface DirFlag {
  readonly dir?: string;
}

/** Lets a command of the operator name the bot's folder by `--dir`, as all of them do. */
export function takesDir(command: Command): Command {
  return command.option(
    '--dir <dir>',
    'the folder with community.yaml, or its data folder (this folder)',
  );
}

/**
 * The folder that was named, by `--dir` or by the argument that some commands take as well; this
 * folder where none was. Ends the command as a wrong call where two were named.
 */
export function dirOf(named: string | undefined, { dir }: DirFlag, command: Command): string {
  if (named !== undefined && dir !== undefined && named !== dir) {
    command.error(`error: two folders are named, ${named} and ${dir}. Name one.`);
  }
  return named ?? dir ?? '.';
}
