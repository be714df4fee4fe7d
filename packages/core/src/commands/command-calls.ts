import type { KapwaEvent, MessageReceived } from '../events/event.js';
import type { AnyContext } from '../plugins/context.js';
import type { Verdict } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import type { CommandIndex } from './command-index.js';
import { answerSlip, perhapsCommand } from './near-miss.js';
import { pendingOf } from './pending.js';
import type { MatchedCommand } from './registered-command.js';

/** What a message means for commands: something to run, first or last in its phase. */
export interface CommandCall {
  readonly plugin: string;
  readonly phase: 'dialogue' | 'command';
  readonly last: boolean;
  run(context: AnyContext): MaybePromise<Verdict>;
}

/** The contexts of plugins at this event. */
interface Contexts {
  of(plugin: string): { readonly context: AnyContext } | undefined;
}

/** A command that is used. */
class UsedCommand implements CommandCall {
  readonly plugin: string;
  readonly phase = 'command';
  readonly last: boolean;
  readonly #matched: MatchedCommand;

  constructor(matched: MatchedCommand) {
    const { plugin, spec } = matched.command;
    this.plugin = plugin;
    this.last = spec.yields === true;
    this.#matched = matched;
  }

  run(context: AnyContext): MaybePromise<Verdict> {
    const { command, use } = this.#matched;
    return command.run(context, use);
  }
}

function callOf(event: MessageReceived, commands: CommandIndex): CommandCall | undefined {
  const matched = commands.match(event);
  if (matched !== undefined) return new UsedCommand(matched);
  const perhaps = perhapsCommand(event);
  if (perhaps === undefined) return undefined;
  const run = (context: AnyContext): MaybePromise<Verdict> =>
    answerSlip(context, perhaps, commands);
  return { plugin: 'core', phase: 'command', last: true, run };
}

/** The command that waits for this yes or no, if the person was asked here. */
async function answered(
  event: MessageReceived,
  said: 'yes' | 'no',
  commands: CommandIndex,
  contexts: Contexts,
): Promise<CommandCall | undefined> {
  const house = contexts.of('core')?.context;
  const asked = house === undefined ? undefined : await pendingOf(house);
  const command = asked && commands.find(asked.plugin, asked.command);
  if (asked === undefined || command === undefined) return callOf(event, commands);
  const run = (context: AnyContext): MaybePromise<Verdict> => command.answer(context, asked, said);
  return { plugin: command.plugin, phase: 'dialogue', last: false, run };
}

/**
 * What an event means for commands. Answers at once, unless it is a yes or no that somebody may
 * have been asked for.
 */
export function commandCall(
  event: KapwaEvent,
  commands: CommandIndex,
  contexts: Contexts,
): MaybePromise<CommandCall | undefined> {
  if (event.kind !== 'message.received') return undefined;
  const said = commands.answer(event);
  return said === undefined ? callOf(event, commands) : answered(event, said, commands, contexts);
}
