import { isVolatile } from '../actions/check-options.js';
import type { Clock } from '../clock.js';
import { KapwaError } from '../errors.js';
import type { HeldUp } from '../house/pause/too-old.js';
import type { PluginFinding, TurnReport } from '../kit-events.js';
import type { LimitNear } from '../model/limits.js';
import { type FloodGuard, isFromOutside } from '../plugins/flood.js';
import type { PluginHost } from '../plugins/host.js';
import { createOptionReader } from '../plugins/options.js';
import { isOn } from '../plugins/switches.js';
import type { Commit, InboxEntry, OutboxItem } from '../store/store.js';
import { followBlueprint, removalWrites } from './apply-blueprint.js';
import { type Change, noChange } from './change.js';
import { forwarded } from './forward.js';
import { keepModel } from './keep-model.js';
import { outgoingOf } from './outgoing.js';
import type { Part } from './part.js';
import { postedOf } from './posted.js';
import { afterFailure, deferred, type FailedPart } from './retry.js';
import type { RetryOrder } from './retry-order.js';
import { runPhases } from './run-phases.js';
import { createRepeater } from './run-twice.js';
import { readScene, type Scene } from './scene.js';
import { slotWrites } from './slot-writes.js';
import { beginTurn, type PluginTurn, type TurnParts } from './turn.js';

/** What handling needs. */
export interface HandleParts extends TurnParts {
  readonly host: PluginHost;
  readonly clock: Clock;
  readonly order: RetryOrder;
  readonly flood: FloodGuard;
  /** Told of a plugin that failed at transforming what another asked for. */
  transformFailed(plugin: string, error: unknown, entry: InboxEntry): void;
  /** Whether a pause has held something up for so long that it is not wanted any more. */
  isTooOld?(community: string, held: HeldUp, now: number): boolean;
  /** Runs every handler twice and compares, but those of these plugins. Only for tests. */
  readonly runTwiceBut?: readonly string[];
}

/** What one event came to: the commit to make, and what to tell those who watch. */
export interface Handled {
  readonly commit: Commit;
  readonly report: TurnReport;
  readonly failed: readonly FailedPart[];
  /** Limits of platforms that have come near. */
  readonly near?: readonly LimitNear[];
}

/** A turn that ended well, with what it asked for in the form in which it is committed. */
interface Asked {
  readonly turn: PluginTurn;
  readonly outgoing: readonly OutboxItem[];
  readonly post: readonly InboxEntry[];
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

/** Versions that must still hold: of records the part read and then replaced. */
function expectations(part: Part): Commit['expect'] {
  const replaced = part.writes.filter(({ op }) => op === 'put' || op === 'delete');
  return replaced
    .map(({ collection, key }) => part.read.get(`${collection}/${key}`))
    .filter((read) => read !== undefined);
}

function reportOf(
  entry: InboxEntry,
  scene: Scene,
  turns: readonly PluginTurn[],
  actions: readonly OutboxItem[],
): TurnReport {
  const findings: PluginFinding[] = turns.flatMap(({ part }) =>
    part.findings.map((finding) => ({ plugin: part.plugin, ...finding })),
  );
  return {
    event: entry.event,
    community: scene.community.key,
    ...(entry.place.group === undefined ? {} : { group: entry.place.group }),
    ...(scene.actor === undefined ? {} : { person: scene.actor.person.id }),
    findings,
    actions,
  };
}

/** Makes the function that handles one event: decides everything, changes nothing. */
export function createHandler(parts: HandleParts): (entry: InboxEntry) => Promise<Handled> {
  const optionsOf = createOptionReader();
  const { store, ids, adapters } = parts;
  const modelParts = { store, ids, adapters, personRecords: parts.host.personRecords };

  const coreChange = async (entry: InboxEntry, scene: Scene | undefined): Promise<Change> => {
    const { event } = entry;
    if (event.kind === 'blueprint.loaded') return followBlueprint(event.blueprint, entry, parts);
    if (event.kind === 'community.removed') {
      return { writes: removalWrites(event.community), post: [] };
    }
    if (scene === undefined || entry.only !== undefined) return noChange;
    const change = await keepModel(entry, scene, modelParts);
    const slots = slotWrites(event);
    return slots.length === 0 ? change : { ...change, writes: [...change.writes, ...slots] };
  };

  const runPlugins = async (
    entry: InboxEntry,
    scene: Scene,
  ): Promise<{ turns: PluginTurn[]; failed: FailedPart[]; later: InboxEntry[] }> => {
    const now = parts.clock.now();
    const turns = new Map<string, PluginTurn>();
    const failed = notThere(entry, parts.host);
    const later = new Map<string, InboxEntry>();
    const twice = parts.runTwiceBut === undefined ? undefined : createRepeater(parts.runTwiceBut);
    await runPhases(entry.event, scene.group?.kind, entry.only, {
      host: parts.host,
      clock: parts.clock,
      turnOf(name) {
        const plugin = parts.host.plugin(name);
        if (plugin === undefined) return undefined;
        const begun = turns.get(name);
        if (begun !== undefined) return begun;
        if (!isOn(name, scene.community, scene.group)) return undefined;
        const wait = parts.order.behind(entry, name, now);
        if (wait !== undefined) {
          later.set(name, deferred(entry, name, wait));
          return undefined;
        }
        const set = optionsOf(plugin, scene.community, scene.communityVersion);
        if (set === undefined) return undefined;
        const place = { entry, scene, options: set.options, now };
        const turn = beginTurn(name, place, parts);
        turns.set(name, turn);
        twice?.begin(name, turn, () => beginTurn(name, place, parts));
        return turn;
      },
      ...(twice === undefined ? {} : { repeat: twice.repeat }),
      failed: (plugin, error) => failed.push({ plugin, error }),
    });
    for (const turn of turns.values()) turn.close();
    twice?.close();
    const good = [...turns.values()].filter(
      ({ part }) => !failed.some(({ plugin }) => plugin === part.plugin),
    );
    return { turns: good, failed, later: [...later.values()] };
  };

  /** Puts into form what plugins asked for; one that asked for what cannot be loses its part. */
  const whatTheyAsked = async (
    turns: readonly PluginTurn[],
    entry: InboxEntry,
    scene: Scene,
    failed: FailedPart[],
  ): Promise<readonly Asked[]> => {
    const asked: Asked[] = [];
    for (const turn of turns) {
      try {
        const outgoing = await outgoingOf(turn.part, entry, scene, parts);
        const { plugin } = turn.part;
        const outside = isFromOutside(entry.event);
        const community = scene.community.key;
        const count = { plugin, community, actions: outgoing.length, outside };
        parts.flood.check(count, parts.clock.now());
        const post = postedOf([turn], entry, scene, parts.clock.now());
        asked.push({ turn, outgoing, post });
      } catch (error) {
        failed.push({ plugin: turn.part.plugin, error });
      }
    }
    return asked;
  };

  return async (entry) => {
    const scene = await readScene(entry, parts);
    const core =
      scene?.movedTo === undefined
        ? await coreChange(entry, scene)
        : forwarded(entry, scene.movedTo);
    if (scene === undefined || scene.movedTo !== undefined) {
      const { writes, post } = core;
      const commit = { writes, post, expect: [], outgoing: [], dead: [], done: entry };
      const report = {
        event: entry.event,
        community: entry.place.community,
        findings: [],
        actions: [],
      };
      return { commit, report, failed: [] };
    }
    const { turns: ended, failed, later } = await runPlugins(entry, scene);
    const asked = await whatTheyAsked(ended, entry, scene, failed);
    const turns = asked.map(({ turn }) => turn);
    const actions = asked.flatMap((one) => one.outgoing);
    const outgoing = actions.filter(({ action, options }) => !isVolatile(action, options));
    const retry = afterFailure(entry, failed, parts.clock.now());
    const commit: Commit = {
      done: entry,
      expect: turns.flatMap(({ part }) => expectations(part)),
      writes: [...core.writes, ...turns.flatMap(({ part }) => part.writes)],
      outgoing,
      post: [...core.post, ...asked.flatMap(({ post }) => post), ...retry.post, ...later],
      dead: retry.dead,
    };
    const report = reportOf(entry, scene, turns, actions);
    return { commit, report, failed, ...(core.near === undefined ? {} : { near: core.near }) };
  };
}
