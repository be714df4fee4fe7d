import type { Clock } from '../clock.js';
import { type CommandCall, commandCall } from '../commands/command-calls.js';
import type { KapwaEvent } from '../events/event.js';
import type { GroupKind } from '../model/group.js';
import type { AnyContext } from '../plugins/context.js';
import type { PluginHost } from '../plugins/host.js';
import { type Phase, phases, type Verdict } from '../plugins/plugin.js';
import type { MaybePromise } from '../store/store.js';
import { withinLimit } from './deadline.js';
import type { Repeater } from './run-twice.js';
import type { PluginTurn } from './turn.js';

/** One thing to run at an event. */
interface Call {
  readonly plugin: string;
  readonly phase: Phase;
  /** `handled`: whether an earlier phase has dealt with the event already. */
  run(context: AnyContext, handled: boolean): MaybePromise<Verdict>;
}

/** What running needs. */
export interface PhaseParts {
  readonly host: PluginHost;
  readonly clock: Clock;
  /** The turn of a plugin at this event; undefined where the community has it switched off. */
  turnOf(plugin: string): PluginTurn | undefined;
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

function callsFor(
  event: KapwaEvent,
  groupKind: GroupKind | undefined,
  host: PluginHost,
  command: CommandCall | undefined,
): Call[] {
  const calls: Call[] = host.listeners.match(event, groupKind).map((listener) => ({
    plugin: listener.plugin,
    phase: listener.phase,
    run: (context, handled) => listener.run(context, event, handled),
  }));
  const own = command ?? ownCall(event, host);
  if (own === undefined) return calls;
  const from = phases.indexOf(own.phase) + (command?.last === true ? 1 : 0);
  const later = calls.findIndex((call) => phases.indexOf(call.phase) >= from);
  calls.splice(later === -1 ? calls.length : later, 0, own);
  return calls;
}

async function ask(call: Call, turn: PluginTurn, clock: Clock, handled: boolean): Promise<Verdict> {
  const answer = call.run(turn.context, handled);
  return answer instanceof Promise ? withinLimit(answer, call.plugin, clock) : answer;
}

/**
 * Runs the listeners of an event phase by phase. `screen` may withhold the event from the later
 * phases but `observe`; the first `handled` ends `dialogue` and `command`.
 */
export async function runPhases(
  event: KapwaEvent,
  groupKind: GroupKind | undefined,
  only: string | undefined,
  parts: PhaseParts,
): Promise<void> {
  let withheld = false;
  let handled = false;
  const broken = new Set<string>();
  const { commands } = parts.host;
  const found = commandCall(event, { commands, house: () => parts.turnOf('core')?.context });
  const command = found instanceof Promise ? await found : found;
  for (const call of callsFor(event, groupKind, parts.host, command)) {
    if (only !== undefined && call.plugin !== only) continue;
    if (broken.has(call.plugin)) continue;
    if (withheld && call.phase !== 'screen' && call.phase !== 'observe') continue;
    if (handled && (call.phase === 'dialogue' || call.phase === 'command')) continue;
    const turn = parts.turnOf(call.plugin);
    if (turn === undefined) continue;
    try {
      const verdict = await ask(call, turn, parts.clock, handled);
      if (parts.repeat !== undefined) {
        const before = handled;
        await parts.repeat(call.plugin, (context) => call.run(context, before), verdict);
      }
      withheld ||= call.phase === 'screen' && verdict === 'withheld';
      handled ||= verdict === 'handled';
    } catch (error) {
      broken.add(call.plugin);
      parts.failed(call.plugin, error);
    }
  }
}
