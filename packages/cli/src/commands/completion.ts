import { Argument, type Command } from 'commander';
import type { ShellName } from '../completion/completion-script.js';
import type { Shell } from '../terminal/shell.js';

const help = `
Prints what your shell has to read, so that the Tab key completes commands and options. It needs a
kapwa that is called by its name alone (npm install --global @kapwa/cli).

Examples:
  $ kapwa completion bash >> ~/.bashrc
  $ kapwa completion zsh >> ~/.zshrc
  $ kapwa completion fish > ~/.config/fish/completions/kapwa.fish`;

/** Adds `kapwa completion`; to be added last, since it knows only what is there by then. */
export function register(program: Command, shell: Shell): void {
  program
    .command('completion')
    .description('let the Tab key complete commands and options')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', help)
    .action((name: ShellName) => complete(name, program, shell));
}

async function complete(name: ShellName, program: Command, shell: Shell): Promise<void> {
  const { commandWords } = await import('../completion/command-words.js');
  const { completionScript } = await import('../completion/completion-script.js');
  const script = completionScript(name, commandWords(program));
  shell.data({ shell: name, script });
  if (!shell.json) shell.stdout.write(script);
}
