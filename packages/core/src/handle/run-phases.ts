import type { Clock } from '../clock.js';
import { type CommandCall, commandCall } from '../commands/command-calls.js';
import { isTooLate } from '../commands/too-late.js';
import type { KapwaEvent } from '../events/event.js';
import type { GroupKind } from '../model/group.js';
import type { AnyContext } from '../plugins/context.js';
import type { PluginHost } from '../plugins/host.js';
import { type Phase, phases, type Verdict } from '../plugins/plugin.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise } from '../store/store.js';
import { withinLimit } from './deadline.js';
import type { Repeater } from './run-twice.js';
import type { PluginTurn } from './turn.js';

/** One thing to run at an event. */
interface Call {
  readonly plugin: string;
  readonly phase: Phase;
  /** `handled`: whether an earlier phase has dealt with the event already. */
  run(context: AnyContext, event: KapwaEvent, handled: boolean): MaybePromise<Verdict>;
}

/** What running needs. */
export interface PhaseParts {
  readonly host: PluginHost;
  readonly clock: Clock;
  /** The turn of a plugin at this event; undefined where the community has it switched off. */
  turnOf(plugin: string): PluginTurn | undefined;
  /** So much comes from the sender that nothing answers this by itself. */
  readonly folded?: boolean;
  /** In tests: runs a call again and compares; throws where it was not the same. */
  readonly repeat?: Repeater['repeat'];
  /** Told when a plugin throws or takes too long. */
  failed(plugin: string, error: unknown): void;
}

function ownCall(event: KapwaEvent, host: PluginHost): Call | undefined {
  if (event.kind === 'action.settled') {
    const step = host.steps.get(`${event.plugin}.${event.step}`);
    if (step === undefined) return undefined;
    const run = (context: AnyContext): MaybePromise<void> =>
      step(context, event.outcome, event.data);
    return { plugin: event.plugin, phase: 'react', run };
  }
  if (event.kind === 'schedule.due') {
    const schedule = host.schedules.get(`${event.plugin}.${event.schedule}`);
    if (schedule === undefined) return undefined;
    const run = (context: AnyContext): MaybePromise<void> => schedule.run(context, event.slot);
    return { plugin: event.plugin, phase: 'react', run };
  }
  if (event.kind === 'plugin.posted') {
    const step = host.posts.get(`${event.plugin}.${event.step}`);
    if (step === undefined) return undefined;
    const run = (context: AnyContext): MaybePromise<void> => step(context, event.data);
    return { plugin: event.plugin, phase: 'react', run };
  }
  return undefined;
}

/** The listeners of an event in order, with what it means for commands in its place among them. */
function callsFor(
  event: KapwaEvent,
  groupKind: GroupKind | undefined,
  host: PluginHost,
  command: CommandCall | undefined,
): readonly Call[] {
  const listeners = host.listeners.match(event, groupKind);
  const own = command ?? ownCall(event, host);
  if (own === undefined) return listeners;
  if (listeners.length === 0) return [own];
  const from = phases.indexOf(own.phase) + (command?.last === true ? 1 : 0);
  const later = listeners.findIndex((call) => phases.indexOf(call.phase) >= from);
  const calls: Call[] = [...listeners];
  calls.splice(later === -1 ? calls.length : later, 0, own);
  return calls;
}

/** One round through the listeners of one event. */
function createRound(event: KapwaEvent, only: string | undefined, parts: PhaseParts) {
  let withheld = false;
  let handled = parts.folded === true;
  const late = isTooLate(event, parts.clock.now());
  let broken: Set<string> | undefined;

  const isLeftOut = ({ plugin, phase }: Call): boolean => {
    if (only !== undefined && plugin !== only) return true;
    if (broken?.has(plugin) === true) return true;
    if (withheld && phase !== 'screen' && phase !== 'observe') return true;
    if (late && phase === 'command') return true;
    return handled && (phase === 'dialogue' || phase === 'command');
  };

  const take = ({ phase }: Call, verdict: Verdict): void => {
    withheld ||= phase === 'screen' && verdict === 'withheld';
    handled ||= verdict === 'handled';
  };

  const fail = ({ plugin }: Call, error: unknown): void => {
    broken = (broken ?? new Set()).add(plugin);
    parts.failed(plugin, error);
  };

  const takeLater = async (call: Call, answer: MaybePromise<Verdict>): Promise<void> => {
    try {
      const verdict = await (answer instanceof Promise
        ? withinLimit(answer, call.plugin, parts.clock)
        : answer);
      const before = handled;
      await parts.repeat?.(call.plugin, (context) => call.run(context, event, before), verdict);
      take(call, verdict);
    } catch (error) {
      fail(call, error);
    }
  };

  /** Runs one of them; a promise only where it does not answer at once. */
  const ask = (call: Call): Promise<void> | undefined => {
    if (isLeftOut(call)) return undefined;
    const turn = parts.turnOf(call.plugin);
    if (turn === undefined) return undefined;
    try {
      const answer = call.run(turn.context, event, handled);
      if (answer instanceof Promise || parts.repeat !== undefined) return takeLater(call, answer);
      take(call, answer);
    } catch (error) {
      fail(call, error);
    }
    return undefined;
  };

  const run = (calls: readonly Call[], from = 0): MaybePromise<void> => {
    for (let at = from; at < calls.length; at += 1) {
      const waiting = ask(calls[at] as Call);
      if (waiting !== undefined) return waiting.then(() => run(calls, at + 1));
    }
  };
  return run;
}

/**
 * Runs the listeners of an event phase by phase. `screen` may withhold the event from the later
 * phases but `observe`; the first `handled` ends `dialogue` and `command`. Is through at once where
 * all of them answer at once.
 */
export function runPhases(
  event: KapwaEvent,
  groupKind: GroupKind | undefined,
  only: string | undefined,
  parts: PhaseParts,
): MaybePromise<void> {
  const { host } = parts;
  const run = createRound(event, only, parts);
  const command = isTooLate(event, parts.clock.now())
    ? undefined
    : commandCall(event, {
        commands: host.commands,
        house: () => parts.turnOf('core')?.context,
      });
  return goOn(command, (found) => run(callsFor(event, groupKind, host, found)));
}
