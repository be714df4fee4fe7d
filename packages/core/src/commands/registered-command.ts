import type { MessageReceived } from '../events/event.js';
import type { AnyContext } from '../plugins/context.js';
import type { Verdict } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import type { CommandSpec } from './command.js';
import type { Pending } from './pending.js';
import type { SaidCommand } from './said-command.js';

/** A command as it was used, before its arguments are read. */
export interface RawUse {
  /** The words that were used, folded. */
  readonly word: string;
  /** The same as they were written, with the slash where there was one. */
  readonly written: string;
  /** What stands behind them. */
  readonly rest: string;
}

/** A command with whose it is. */
export interface RegisteredCommand {
  readonly plugin: string;
  readonly name: string;
  readonly where: 'direct' | 'group' | 'anywhere';
  readonly spec: CommandSpec;
  /** Checks who uses it and how, and runs it. */
  run(context: AnyContext, use: RawUse): MaybePromise<Verdict>;
  /** Takes the answer to the question whether it is really to be done. */
  answer(context: AnyContext, asked: Pending, said: 'yes' | 'no'): MaybePromise<Verdict>;
  /** Forgets a question nobody answered in time. */
  expire(context: AnyContext, data: unknown): MaybePromise<void>;
}

/** A command that a message uses. */
export interface MatchedCommand {
  readonly command: RegisteredCommand;
  readonly use: RawUse;
}

function isHere({ where }: RegisteredCommand, event: MessageReceived): boolean {
  return where === 'anywhere' || where === (event.chat.direct ? 'direct' : 'group');
}

const nobody: readonly RegisteredCommand[] = [];

/** Whose a word is here: that of the plugin that came first; core leaves its words to others. */
export function ownerOf(
  commands: readonly RegisteredCommand[] | undefined,
  event: MessageReceived,
): RegisteredCommand | undefined {
  let ofCore: RegisteredCommand | undefined;
  for (const command of commands ?? nobody) {
    if (!isHere(command, event)) continue;
    if (command.plugin !== 'core') return command;
    ofCore ??= command;
  }
  return ofCore;
}

/** In plain words a command without arguments is only meant when nothing else is said. */
export function isMeant({ spec }: RegisteredCommand, said: SaidCommand, end: number): boolean {
  if (said.form !== 'plain' || spec.arguments !== undefined) return true;
  return said.text.slice(end).trim() === '';
}
