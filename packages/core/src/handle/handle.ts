import type { Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { PluginFinding, TurnReport } from '../kit-events.js';
import type { PluginHost } from '../plugins/host.js';
import { createOptionReader } from '../plugins/options.js';
import type { Commit, DeadLetter, InboxEntry, OutboxItem, Write } from '../store/store.js';
import { blueprintWrites } from './apply-blueprint.js';
import { keepModel } from './keep-model.js';
import { outgoingOf } from './outgoing.js';
import type { Part } from './part.js';
import { postedOf } from './posted.js';
import { runPhases } from './run-phases.js';
import { readScene, type Scene } from './scene.js';
import { slotWrites } from './slot-writes.js';
import { beginTurn, type PluginTurn, type TurnParts } from './turn.js';

/** A part is tried this often before it becomes a dead letter. */
export const MOST_ATTEMPTS = 3;

/** Wait before the second and third try, ms. */
const RETRY_AFTER = [1_000, 30_000];

/** What handling needs. */
export interface HandleParts extends TurnParts {
  readonly host: PluginHost;
  readonly clock: Clock;
}

/** A part that did not work. */
export interface FailedPart {
  readonly plugin: string;
  readonly error: unknown;
}

/** What one event came to: the commit to make, and what to tell those who watch. */
export interface Handled {
  readonly commit: Commit;
  readonly report: TurnReport;
  readonly failed: readonly FailedPart[];
}

function again(entry: InboxEntry, plugin: string, now: number): InboxEntry {
  const attempt = entry.attempt + 1;
  const wait = RETRY_AFTER[attempt - 1] ?? 0;
  const first = entry.id.replace(/#[^#]*#\d+$/, '');
  return {
    ...entry,
    id: `${first}#${plugin}#${attempt}`,
    only: plugin,
    attempt,
    notBefore: now + wait,
  };
}

function afterFailure(
  entry: InboxEntry,
  failed: readonly FailedPart[],
  now: number,
): { post: InboxEntry[]; dead: DeadLetter[] } {
  const post: InboxEntry[] = [];
  const dead: DeadLetter[] = [];
  for (const { plugin, error } of failed) {
    if (entry.attempt + 1 < MOST_ATTEMPTS) post.push(again(entry, plugin, now));
    else
      dead.push({ id: `${entry.id}/${plugin}`, entry, plugin, reason: messageOf(error), at: now });
  }
  return { post, dead };
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

  const coreWrites = async (
    entry: InboxEntry,
    scene: Scene | undefined,
  ): Promise<readonly Write[]> => {
    const { event } = entry;
    if (event.kind === 'blueprint.loaded') return blueprintWrites(event.blueprint, parts);
    if (scene === undefined || entry.only !== undefined) return [];
    return [...(await keepModel(entry, scene, parts)), ...slotWrites(event)];
  };

  const runPlugins = async (
    entry: InboxEntry,
    scene: Scene,
  ): Promise<{ turns: PluginTurn[]; failed: FailedPart[] }> => {
    const now = parts.clock.now();
    const turns = new Map<string, PluginTurn>();
    const failed: FailedPart[] = [];
    await runPhases(entry.event, scene.group?.kind, entry.only, {
      host: parts.host,
      clock: parts.clock,
      turnOf(name) {
        const plugin = parts.host.plugin(name);
        if (plugin === undefined) return undefined;
        const begun = turns.get(name);
        if (begun !== undefined) return begun;
        const set = optionsOf(plugin, scene.community, scene.communityVersion);
        if (set === undefined) return undefined;
        const turn = beginTurn(name, { entry, scene, options: set.options, now }, parts);
        turns.set(name, turn);
        return turn;
      },
      failed: (plugin, error) => failed.push({ plugin, error }),
    });
    for (const turn of turns.values()) turn.close();
    const good = [...turns.values()].filter(
      ({ part }) => !failed.some(({ plugin }) => plugin === part.plugin),
    );
    return { turns: good, failed };
  };

  return async (entry) => {
    const scene = await readScene(entry, parts);
    const core = await coreWrites(entry, scene);
    if (scene === undefined) {
      const commit = { writes: core, expect: [], outgoing: [], post: [], dead: [], done: entry };
      const report = {
        event: entry.event,
        community: entry.place.community,
        findings: [],
        actions: [],
      };
      return { commit, report, failed: [] };
    }
    const { turns, failed } = await runPlugins(entry, scene);
    const outgoing: OutboxItem[] = [];
    for (const { part } of turns) outgoing.push(...(await outgoingOf(part, entry, scene, parts)));
    const retry = afterFailure(entry, failed, parts.clock.now());
    const commit: Commit = {
      done: entry,
      expect: turns.flatMap(({ part }) => expectations(part)),
      writes: [...core, ...turns.flatMap(({ part }) => part.writes)],
      outgoing,
      post: [...postedOf(turns, entry, scene, parts.clock.now()), ...retry.post],
      dead: retry.dead,
    };
    return { commit, report: reportOf(entry, scene, turns, outgoing), failed };
  };
}
