import { floodAnswer, type SenderFlood } from '../accept/sender-flood.js';
import type { Clock } from '../clock.js';
import { KapwaError } from '../errors.js';
import type { PluginHost } from '../plugins/host.js';
import { createOptionReader } from '../plugins/options.js';
import { isOn } from '../plugins/switches.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise } from '../store/store.js';
import { deferred, type FailedPart } from './retry.js';
import type { RetryOrder } from './retry-order.js';
import { runPhases } from './run-phases.js';
import { createRepeater } from './run-twice.js';
import type { Scene } from './scene.js';
import { beginTurn, type PluginTurn, type TurnParts } from './turn.js';

/** What running the plugins at an event needs. */
export interface PluginRunParts extends TurnParts {
  readonly host: PluginHost;
  readonly clock: Clock;
  readonly order: RetryOrder;
  /** Whether so much comes from one sender that it is not answered one by one. */
  readonly senderFlood?: SenderFlood;
  /** Runs every handler twice and compares, but those of these plugins. Only for tests. */
  readonly runTwiceBut?: readonly string[];
}

/** How the plugins fared at one event. */
export interface PluginRun {
  /** The turns that ended well. */
  readonly turns: readonly PluginTurn[];
  readonly failed: FailedPart[];
  /** Parts that wait in line behind an earlier one of the same plugin. */
  readonly later: readonly InboxEntry[];
}

/** An event for a plugin that waits for a service is tried again: by then it may have started. */
function notThere({ only, event }: InboxEntry, host: PluginHost): FailedPart[] {
  const plugin = only ?? ('plugin' in event ? event.plugin : undefined);
  if (plugin === undefined || host.plugin(plugin) !== undefined) return [];
  const status = host.list().find(({ name }) => name === plugin);
  if (status === undefined) return [];
  const reason = status.waitsFor.length === 0 ? '' : `: it waits for ${status.waitsFor.join(', ')}`;
  return [
    { plugin, error: new KapwaError('plugin.failed', `${plugin} does not run now${reason}.`) },
  ];
}

function goodOnes(turns: ReadonlyMap<string, PluginTurn>, failed: readonly FailedPart[]) {
  const all = [...turns.values()];
  if (failed.length === 0) return all;
  return all.filter(({ part }) => !failed.some(({ plugin }) => plugin === part.plugin));
}

/** Makes what runs the plugins at one event, each in a turn of its own. */
export function createPluginRunner(
  parts: PluginRunParts,
): (entry: InboxEntry, scene: Scene) => MaybePromise<PluginRun> {
  const optionsOf = createOptionReader();
  const { host, clock, order, runTwiceBut } = parts;

  return (entry, scene) => {
    const now = clock.now();
    const turns = new Map<string, PluginTurn>();
    const failed = notThere(entry, host);
    const later: InboxEntry[] = [];
    const folded = parts.senderFlood?.isFolded(entry) ?? 'no';
    if (folded === 'first') later.push(floodAnswer(entry, entry.event));
    const twice = runTwiceBut === undefined ? undefined : createRepeater(runTwiceBut);

    const begin = (name: string): PluginTurn | undefined => {
      const plugin = host.plugin(name);
      if (plugin === undefined || !isOn(name, scene.community, scene.group)) return undefined;
      const wait = order.behind(entry, name, now);
      if (wait !== undefined) {
        if (!later.some(({ only }) => only === name)) later.push(deferred(entry, name, wait));
        return undefined;
      }
      const set = optionsOf(plugin, scene.community, scene.communityVersion);
      if (set === undefined) return undefined;
      const place = { entry, scene, options: set.options, now };
      const turn = beginTurn(name, place, parts);
      turns.set(name, turn);
      twice?.begin(name, turn, () => beginTurn(name, place, parts));
      return turn;
    };

    const round = runPhases(entry.event, scene.group?.kind, entry.only, {
      host,
      clock,
      turnOf: (name) => turns.get(name) ?? begin(name),
      folded: folded !== 'no',
      failed: (plugin, error) => failed.push({ plugin, error }),
      ...(twice === undefined ? undefined : { repeat: twice.repeat }),
    });
    return goOn(round, () => {
      for (const turn of turns.values()) turn.close();
      twice?.close();
      return { turns: goodOnes(turns, failed), failed, later };
    });
  };
}
