import type { Named } from './closest.js';
import { commands, namedGroups } from './commands.js';
import type { Desk } from './desk.js';

/** What the tab key offers, and the end of the line it replaces: the form readline wants. */
export type Completion = [string[], string];

function beginning(known: readonly string[], begun: string): string[] {
  const wanted = begun.toLowerCase();
  return known.filter((one) => one.toLowerCase().startsWith(wanted));
}

function namesFor(takes: string | undefined, { stage }: Desk): readonly Named[] {
  if (takes === 'person') return stage.world.people();
  return takes === 'group' ? namedGroups(stage) : [];
}

function completeCommand(line: string, desk: Desk): Completion {
  const [, word = '', rest] = /^\/(\S*)(?:\s+(.*))?$/.exec(line) ?? [];
  if (rest === undefined) {
    return [
      beginning(
        commands.map(({ name, takes }) => `/${name}${takes ? ' ' : ''}`),
        line,
      ),
      line,
    ];
  }
  const command = commands.find(({ name }) => name === word);
  return [
    beginning(
      namesFor(command?.takes, desk).map(({ name }) => name),
      rest,
    ),
    rest,
  ];
}

/** Completes commands, the names behind them, and people mentioned with an `@`. */
export function completeLine(line: string, desk: Desk): Completion {
  if (line.startsWith('/')) return completeCommand(line, desk);
  const [mention] = /@[^@]*$/.exec(line) ?? [];
  if (mention === undefined) return [[], line];
  const names = desk.stage.world.people().map(({ name }) => `@${name} `);
  return [beginning(names, mention), mention];
}
