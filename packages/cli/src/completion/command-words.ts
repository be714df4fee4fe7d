import type { Command } from 'commander';

/** What can follow on a command: its own commands or what it can be given, and its options. */
export interface CommandWords {
  /** The words that lead to it, such as `audit verify`; empty for `kapwa` itself. */
  readonly path: string;
  readonly commands: readonly string[];
  readonly options: readonly string[];
}

/** What can follow on every command of the program, in the order in which help shows them. */
export function commandWords(program: Command): readonly CommandWords[] {
  const everywhere = ['--json', '--help'];
  const of = (command: Command, path: string): readonly CommandWords[] => {
    const own = command.options.flatMap(({ long }) => long ?? []);
    const words: CommandWords = {
      path,
      commands: [
        ...command.commands.map((inner) => inner.name()),
        ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
      ],
      options: [...new Set([...own, ...everywhere])],
    };
    const inner = command.commands.flatMap((one) => of(one, `${path} ${one.name()}`.trim()));
    return [words, ...inner];
  };
  return of(program, '');
}
