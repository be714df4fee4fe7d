import type { ActionKind } from '../actions/action.js';
import type { Capability, CapabilityQuery } from '../actions/capability.js';
import type { Adapter } from '../adapters/adapter.js';
import type { Blueprint } from '../blueprint/blueprint.js';
import { KapwaError } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Group } from '../model/group.js';
import type { AnyPlugin } from './plugin.js';
import { isOn } from './switches.js';

/** Something a plugin asks for that an adapter a community uses can never do. */
export interface Shortfall {
  readonly plugin: string;
  readonly action: ActionKind;
  readonly adapter: string;
  /** `needs`: it cannot work without; `wants`: it does without. */
  readonly kind: 'needs' | 'wants';
  /** Why, in the adapter's words. */
  readonly reason: string;
  /** The whole of it in one sentence. */
  readonly text: string;
}

/** What of a kit decides about this. */
export interface ShortfallParts {
  readonly blueprints: readonly Blueprint[];
  readonly adapters: readonly Adapter[];
  /** ms UTC. */
  readonly now: number;
}

/** A group as any: for communities whose groups are not on a platform yet. */
const anyGroup: Group = {
  key: 'any',
  name: 'a group',
  kind: 'general',
  tags: [],
  languages: ['en'],
  listed: false,
  posting: 'everyone',
  adopted: false,
};

/** The groups a plugin looks after on one adapter; undefined where it has nothing to do with it. */
function groupsOn(
  adapter: string,
  plugin: string,
  { community, groups }: Blueprint,
): readonly Group[] | undefined {
  if (!isOn(plugin, community)) return undefined;
  const placed = groups.filter(({ chat }) => chat !== undefined);
  if (placed.length === 0) return [{ ...anyGroup, chat: { adapter, id: 'any' } }];
  const here = placed.filter(
    (group) => group.chat?.adapter === adapter && isOn(plugin, community, group),
  );
  return here.length === 0 ? undefined : here;
}

/** The best an adapter can do anywhere, were the bot an admin of every group. */
function bestOf(
  adapter: Adapter,
  action: ActionKind,
  groups: readonly Group[],
  now: number,
): Capability {
  const queries: CapabilityQuery[] = [
    ...groups.map((group): CapabilityQuery => ({ action, group, botRole: 'admin', now })),
    { action, now },
  ];
  let first: Capability | undefined;
  for (const query of queries) {
    const found = adapter.capability(query);
    if (found.level !== 'unsupported') return found;
    first ??= found;
  }
  return first ?? { level: 'unsupported', reason: '' };
}

function shortfallsOf(plugin: AnyPlugin, adapter: Adapter, parts: ShortfallParts): Shortfall[] {
  const groups = parts.blueprints.flatMap(
    (blueprint) => groupsOn(adapter.name, plugin.name, blueprint) ?? [],
  );
  if (groups.length === 0) return [];
  return (['needs', 'wants'] as const).flatMap((kind) =>
    (plugin[kind] ?? []).flatMap((action) => {
      const best = bestOf(adapter, action, groups, parts.now);
      if (best.level !== 'unsupported') return [];
      const { reason } = best;
      const text = `${plugin.name} ${kind} ${action}, and ${adapter.name} cannot do it: ${reason}`;
      return [{ plugin: plugin.name, action, adapter: adapter.name, kind, reason, text }];
    }),
  );
}

/**
 * What plugins need or want and an adapter cannot do in any group of the communities that have
 * them switched on. What an admin can be asked to do by hand counts as done.
 */
function shortfalls(plugins: readonly AnyPlugin[], parts: ShortfallParts): readonly Shortfall[] {
  return plugins.flatMap((plugin) =>
    // What goes beside another one is there for direct messages: groups are looked after by that.
    parts.adapters
      .filter(({ network }) => network === undefined)
      .flatMap((adapter) => shortfallsOf(plugin, adapter, parts)),
  );
}

/** Tells the log of what plugins have to do without. */
export function warnOf(found: readonly Shortfall[], log: Logger): void {
  for (const { text, plugin, action, adapter } of found)
    log.warn(text, { plugin, action, adapter });
}

/** Raises `plugin.unmet` where something is needed that cannot be done; answers what is only wanted. */
export function checkShortfalls(
  plugins: readonly AnyPlugin[],
  parts: ShortfallParts,
): readonly Shortfall[] {
  const found = shortfalls(plugins, parts);
  const unmet = found.filter(({ kind }) => kind === 'needs');
  if (unmet.length === 0) return found;
  const lines = unmet.map(({ text }) => text).join('\n');
  throw new KapwaError(
    'plugin.unmet',
    `${lines}\nSwitch the plugin off for these groups or communities, or use another adapter.`,
  );
}
