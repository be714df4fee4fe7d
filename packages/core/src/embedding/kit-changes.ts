import type { Adapter } from '../adapters/adapter.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import type { Logger } from '../logger.js';
import type { PluginHost } from '../plugins/host.js';
import type { AnyPlugin } from '../plugins/plugin.js';
import { checkShortfalls, type Shortfall, warnOf } from '../plugins/shortfalls.js';
import type { TurnGate } from '../plugins/turn-gate.js';
import { checkCommunities, checkOptions } from './check-options.js';
import {
  type CommunityParts,
  createKitCommunities,
  type KitCommunities,
} from './kit-communities.js';
import { createKitPlugins, type KitPlugins } from './kit-plugins.js';

/** What changing a kit while it runs needs of it. */
export interface ChangeParts extends Pick<CommunityParts, 'blueprints' | 'receive' | 'now'> {
  readonly host: PluginHost;
  readonly gate: TurnGate;
  /** Plugins no kit is without. */
  readonly fixed: readonly AnyPlugin[];
  readonly adapters: readonly Adapter[];
  readonly log: Logger;
  isRunning(): boolean;
  /** Raises where records are to be kept in a way that their plugins do not allow. */
  checkKept(blueprint: Blueprint): void;
  /** Reads the schedules anew, of one community or of all. */
  refresh(community?: string): Promise<void>;
}

/** What of a kit may change while it runs, and the checks that go before. */
export interface KitChanges {
  readonly plugins: KitPlugins;
  readonly communities: KitCommunities;
  /**
   * Raises where a kit cannot start with these. Answers how to tell the log what plugins do without:
   * only a kit that starts says so.
   */
  checkStart(communities: readonly Blueprint[], plugins: readonly AnyPlugin[]): () => void;
}

/** Makes one kit changeable. */
export function createKitChanges(parts: ChangeParts): KitChanges {
  const { host, blueprints, adapters, fixed, log } = parts;

  /** What plugins want and cannot have; raises `plugin.unmet` for what they need. */
  const limits = (plugins: readonly AnyPlugin[], of: Iterable<Blueprint>): readonly Shortfall[] =>
    checkShortfalls(plugins, { blueprints: [...of], adapters, now: parts.now() });

  const plugins = createKitPlugins({
    host,
    gate: parts.gate,
    fixed: fixed.map(({ name }) => name),
    check(plugin) {
      checkOptions(blueprints.values(), [plugin], 'these');
      warnOf(limits([plugin], blueprints.values()), log);
    },
    shortfalls: (list) => limits(list, blueprints.values()),
    changed: () => parts.refresh(),
    isRunning: parts.isRunning,
  });

  const communities = createKitCommunities({
    ...parts,
    check(blueprint) {
      const list = host.list().flatMap(({ name }) => host.loaded(name) ?? []);
      checkOptions([blueprint], list, 'all');
      parts.checkKept(blueprint);
      warnOf(limits(list, [blueprint]), log);
    },
  });

  return {
    plugins,
    communities,
    checkStart(given, list) {
      checkCommunities(given);
      checkOptions(given, list, 'all');
      const without = limits([...fixed, ...list], given);
      return () => warnOf(without, log);
    },
  };
}
