import { Command, CommanderError } from 'commander';
import { type ExitCode, exitCodes } from './exit-codes.js';
import { explainFailure, tellFailure } from './failure.js';
import type { Shell } from './shell.js';

/** Adds one command to the program. Its file imports nothing heavy before the command runs. */
export type RegisterCommand = (program: Command, shell: Shell) => void;

/** What the command line is made of. */
export interface CommandLine {
  readonly version: string;
  readonly commands: readonly RegisterCommand[];
}

const intro = `Kapwa runs a bot that helps people look after their community: it welcomes newcomers,
keeps the rules in mind and thanks those who help. Everything about your community is
in one file, community.yaml.`;

const examples = `
Examples:
  $ kapwa run --demo            see the bot at work, without any account
  $ kapwa check                 look for mistakes in community.yaml
  $ kapwa rehearse chat.txt     what would the bot have done in a real chat?
  $ kapwa help check            more about one command`;

/** Runs the command line once; writes only through the shell, throws nothing, ends no process. */
export async function runCommandLine(
  argv: readonly string[],
  line: CommandLine,
  shell: Shell,
): Promise<ExitCode> {
  try {
    const program = createProgram(line, shell);
    await program.parseAsync(helpAsOption(argv, program), { from: 'user' });
    return shell.exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return endOfCall(error, shell);
    const failure = explainFailure(error, shell.env);
    tellFailure(failure, shell);
    return failure.code;
  }
}

/**
 * `help audit verify` is `audit verify --help`: commander itself knows only one word behind it, and
 * of one it does not know it says nothing. That is answered as a call of it would be.
 */
function helpAsOption(argv: readonly string[], program: Command): string[] {
  const [first, ...rest] = argv;
  if (first !== 'help' || rest.length === 0) return [...argv];
  const isKnown = program.commands.some((command) => command.name() === rest[0]);
  return isKnown ? [...rest, '--help'] : rest;
}

/** How a call ends that only asked for help, or that was a wrong one: people were told already. */
function endOfCall({ exitCode, code, message }: CommanderError, shell: Shell): ExitCode {
  if (exitCode === 0) return exitCodes.fine;
  const says =
    code === 'commander.help' ? 'A command is missing.' : message.replace(/^error: /, '');
  shell.data({ ok: false, error: { code: 'usage', message: says } });
  return exitCodes.usage;
}

/** Whether `--json` is among the arguments: it must be known before the first word is written. */
export function asksForJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json');
}

function createProgram({ version, commands }: CommandLine, shell: Shell): Command {
  const program = new Command('kapwa')
    .description(intro)
    .version(version, '-V, --version', 'show which version of kapwa this is')
    .option('--json', 'answer in JSON, for other programs')
    .helpOption('-h, --help', 'show this help')
    .helpCommand('help [command]', 'show help for one command')
    .addHelpText('after', examples)
    .showHelpAfterError('("kapwa --help" lists everything kapwa can do)')
    .configureHelp({
      showGlobalOptions: true,
      styleTitle: (title) => shell.colors.bold(title),
      // Every command has options; what commander makes of `backup` itself is "<file...>".
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace('[options] ', ''),
    })
    .configureOutput(outputTo(shell))
    .exitOverride();
  for (const register of commands) register(program, shell);
  for (const command of program.commands) hint(command, `kapwa ${command.name()}`);
  return program;
}

/** Whoever calls a command wrongly is told where it says how. */
function hint(command: Command, called: string): void {
  command.showHelpAfterError(`("${called} --help" shows how it is called)`);
  for (const inner of command.commands) hint(inner, `${called} ${inner.name()}`);
}

function outputTo(shell: Shell) {
  const people = shell.json ? shell.stderr : shell.stdout;
  return {
    writeOut: (text: string) => void people.write(text),
    writeErr: (text: string) => void shell.stderr.write(text),
    outputError: (text: string, write: (text: string) => void) =>
      write(text.replace(/^error: /, 'kapwa: ')),
    getOutHelpWidth: () => people.columns || 100,
    getErrHelpWidth: () => shell.stderr.columns || 100,
    getOutHasColors: () => shell.colors.isColorSupported,
    getErrHasColors: () => shell.colors.isColorSupported,
  };
}
