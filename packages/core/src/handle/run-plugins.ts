import { floodAnswer, type SenderFlood } from '../accept/sender-flood.js';
import type { Clock } from '../clock.js';
import { KapwaError } from '../errors.js';
import type { PluginHost } from '../plugins/host.js';
import { createOptionReader } from '../plugins/options.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';
import { createDeadline } from './deadline.js';
import type { TurnPlace } from './open-turn.js';
import type { FailedPart } from './retry.js';
import { runPhases } from './run-phases.js';
import { createRepeater } from './run-twice.js';
import { Turns, type TurnsParts } from './turns.js';

/** What running the plugins at an event needs. */
export interface PluginRunParts extends Omit<TurnsParts, 'optionsOf'> {
  readonly clock: Clock;
  /** Whether so much comes from one sender that it is not answered one by one. */
  readonly senderFlood?: SenderFlood;
  /** Runs every handler twice and compares, but those of these plugins. Only for tests. */
  readonly runTwiceBut?: readonly string[];
}

/** An event for a plugin that waits for a service is tried again: by then it may have started. */
function notThere({ only, event }: InboxEntry, host: PluginHost): FailedPart | undefined {
  const plugin = only ?? ('plugin' in event ? event.plugin : undefined);
  if (plugin === undefined || host.plugin(plugin) !== undefined) return undefined;
  const status = host.list().find(({ name }) => name === plugin);
  if (status === undefined) return undefined;
  const reason = status.waitsFor.length === 0 ? '' : `: it waits for ${status.waitsFor.join(', ')}`;
  const error = new KapwaError('plugin.failed', `${plugin} does not run now${reason}.`);
  return { plugin, error };
}

function ended(_: unknown, turns: Turns): Turns {
  turns.close();
  return turns;
}

/** Makes what runs the plugins at one event, each in a turn of its own. */
export function createPluginRunner(given: PluginRunParts): (at: TurnPlace) => MaybePromise<Turns> {
  const { host, clock, store, runTwiceBut, senderFlood } = given;
  const parts: TurnsParts = { ...given, optionsOf: createOptionReader() };
  const running = { host, store, deadline: createDeadline(clock) };

  return (at) => {
    const { entry } = at;
    const twice = runTwiceBut === undefined ? undefined : createRepeater(runTwiceBut);
    const turns = new Turns(at, parts, twice);
    const missing = notThere(entry, host);
    if (missing !== undefined) turns.fail(missing.plugin, missing.error);
    const folded = senderFlood?.isFolded(entry) ?? 'no';
    if (folded === 'first') turns.postpone(floodAnswer(entry, entry.event));
    return goOn(runPhases(turns, folded !== 'no', running), ended, turns);
  };
}
