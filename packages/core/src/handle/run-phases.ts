import { type CommandCall, commandCall } from '../commands/command-calls.js';
import { isTooLate } from '../commands/too-late.js';
import type { KapwaEvent } from '../events/event.js';
import type { AnyContext } from '../plugins/context.js';
import type { PluginHost } from '../plugins/host.js';
import { type Filters, type Phase, phases, type Verdict } from '../plugins/plugin.js';
import { goOn } from '../store/go-on.js';
import type { MaybePromise, Store } from '../store/store.js';
import type { Deadline } from './deadline.js';
import { isKept } from './is-kept.js';
import type { PluginTurn } from './turn.js';
import type { Turns } from './turns.js';

/** One thing to run at an event. */
interface Call {
  readonly plugin: string;
  readonly phase: Phase;
  readonly filters?: Pick<Filters, 'kept'>;
  /** `handled`: whether an earlier phase has dealt with the event already. */
  run(context: AnyContext, event: KapwaEvent, handled: boolean): MaybePromise<Verdict>;
}

/** What running needs. */
export interface PhaseParts {
  readonly host: PluginHost;
  readonly deadline: Deadline;
  readonly store: Pick<Store, 'get'>;
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

/** Where among the listeners the one call belongs that an event means by itself. */
function placeOf(listeners: readonly Call[], own: Call, isLast: boolean): number {
  if (listeners.length === 0) return 0;
  const from = phases.indexOf(own.phase) + (isLast ? 1 : 0);
  const later = listeners.findIndex((call) => phases.indexOf(call.phase) >= from);
  return later === -1 ? listeners.length : later;
}

/** One round through everything that is to run at one event. */
class Round {
  readonly #turns: Turns;
  readonly #parts: PhaseParts;
  readonly #listeners: readonly Call[];
  /** The one call that the event means by itself, and how many listeners come before it. */
  #own: Call | undefined;
  #place = 0;
  readonly #isLate: boolean;
  #withheld = false;
  #handled: boolean;
  #broken: Set<string> | undefined;

  constructor(turns: Turns, parts: PhaseParts, folded: boolean) {
    const { entry, scene, now } = turns;
    this.#turns = turns;
    this.#parts = parts;
    this.#listeners = parts.host.listeners.match(entry.event, scene.group?.kind);
    this.#handled = folded;
    this.#isLate = isTooLate(entry.event, now);
  }

  /** Puts the call among the listeners that the event means by itself. */
  insert(own: Call, isLast: boolean): void {
    this.#own = own;
    this.#place = placeOf(this.#listeners, own, isLast);
  }

  /** A promise only where something does not answer at once. */
  run(from = 0): MaybePromise<void> {
    const count = this.#listeners.length + (this.#own === undefined ? 0 : 1);
    for (let at = from; at < count; at += 1) {
      const waiting = this.#ask(this.#callAt(at) as Call);
      if (waiting instanceof Promise) return waiting.then(() => this.run(at + 1));
    }
  }

  #callAt(at: number): Call | undefined {
    if (this.#own === undefined || at < this.#place) return this.#listeners[at];
    return at === this.#place ? this.#own : this.#listeners[at - 1];
  }

  #ask(call: Call): MaybePromise<void> {
    if (this.#isLeftOut(call)) return undefined;
    const turn = this.#turns.of(call.plugin);
    if (turn === undefined) return undefined;
    const kept = call.filters?.kept;
    if (kept === undefined) return this.#give(call, turn);
    const isThere = isKept(kept, this.#turns.entry, turn.part, this.#parts.store);
    return goOn(isThere, Round.#giveWhere, this, call, turn);
  }

  static #giveWhere(isThere: boolean, round: Round, call: Call, turn: PluginTurn) {
    return isThere ? round.#give(call, turn) : undefined;
  }

  #give(call: Call, turn: PluginTurn): MaybePromise<void> {
    try {
      const answer = call.run(turn.context, this.#turns.entry.event, this.#handled);
      if (answer instanceof Promise || this.#turns.twice !== undefined) {
        return this.#takeLater(call, answer);
      }
      this.#take(call, answer);
    } catch (error) {
      this.#fail(call, error);
    }
    return undefined;
  }

  #isLeftOut({ plugin, phase }: Call): boolean {
    const { only } = this.#turns.entry;
    if (only !== undefined && plugin !== only) return true;
    if (this.#broken?.has(plugin) === true) return true;
    if (this.#withheld && phase !== 'screen' && phase !== 'observe') return true;
    if (this.#isLate && phase === 'command') return true;
    return this.#handled && (phase === 'dialogue' || phase === 'command');
  }

  #take({ phase }: Call, verdict: Verdict): void {
    this.#withheld ||= phase === 'screen' && verdict === 'withheld';
    this.#handled ||= verdict === 'handled';
  }

  #fail({ plugin }: Call, error: unknown): void {
    this.#broken = (this.#broken ?? new Set()).add(plugin);
    this.#turns.fail(plugin, error);
  }

  async #takeLater(call: Call, answer: MaybePromise<Verdict>): Promise<void> {
    const turns = this.#turns;
    try {
      const verdict = await (answer instanceof Promise
        ? this.#parts.deadline.within(answer, call.plugin)
        : answer);
      const before = this.#handled;
      const again = (context: AnyContext): MaybePromise<Verdict> =>
        call.run(context, turns.entry.event, before);
      await turns.twice?.repeat(call.plugin, again, verdict);
      this.#take(call, verdict);
    } catch (error) {
      this.#fail(call, error);
    }
  }
}

function runAll(
  command: CommandCall | undefined,
  turns: Turns,
  folded: boolean,
  parts: PhaseParts,
): MaybePromise<void> {
  const round = new Round(turns, parts, folded);
  const own = command ?? ownCall(turns.entry.event, parts.host);
  if (own !== undefined) round.insert(own, command?.last === true);
  return round.run();
}

/**
 * Runs the listeners of an event phase by phase. `screen` may withhold the event from the later
 * phases but `observe`; the first `handled` ends `dialogue` and `command`. Is through at once where
 * all of them answer at once. `folded`: so much comes from the sender that nothing answers this by
 * itself.
 */
export function runPhases(turns: Turns, folded: boolean, parts: PhaseParts): MaybePromise<void> {
  const command = commandCall(turns.entry.event, parts.host.commands, turns);
  return goOn(command, runAll, turns, folded, parts);
}
