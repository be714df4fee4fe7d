import type { SenderFlood } from '../accept/sender-flood.js';
import { isVolatile } from '../actions/check-options.js';
import { notesOfTurn, type PluginDrafts } from '../audit/turn-notes.js';
import type { Clock } from '../clock.js';
import type { HeldUp } from '../house/pause/too-old.js';
import type { PluginFinding, TurnReport } from '../kit-events.js';
import { type Judged, judgeMessage } from '../ledger/judge-message.js';
import type { LimitNear } from '../model/limits.js';
import type { FloodGuard } from '../plugins/flood.js';
import type { PluginHost } from '../plugins/host.js';
import { goOn } from '../store/go-on.js';
import type { Commit, InboxEntry, MaybePromise, OutboxItem, Store } from '../store/store.js';
import { followBlueprint, removalWrites } from './apply-blueprint.js';
import { type Change, noChange } from './change.js';
import { forwarded } from './forward.js';
import { keepModel } from './keep-model.js';
import type { Part } from './part.js';
import { afterFailure, type FailedPart } from './retry.js';
import type { RetryOrder } from './retry-order.js';
import { createPluginRunner, type PluginRun } from './run-plugins.js';
import { readScene, type Scene } from './scene.js';
import { slotWrites } from './slot-writes.js';
import type { PluginTurn, TurnParts } from './turn.js';
import { type Asked, whatWasAsked } from './what-was-asked.js';

/** What handling needs. */
export interface HandleParts extends TurnParts {
  readonly store: Store;
  readonly host: PluginHost;
  readonly clock: Clock;
  readonly order: RetryOrder;
  readonly flood: FloodGuard;
  /** Whether so much comes from one sender that it is not answered one by one. */
  readonly senderFlood?: SenderFlood;
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

/** Versions that must still hold: of records the part read and then replaced. */
function expectations({ writes, read }: Part): Commit['expect'] {
  if (read.size === 0) return none;
  return writes
    .filter(({ op }) => op === 'put' || op === 'delete')
    .map(({ collection, key }) => read.get(`${collection}/${key}`))
    .filter((version) => version !== undefined);
}

const none: readonly never[] = [];

/** All lists as one; no copy is made where only one of them holds anything. */
function joined<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  let only: readonly Item[] = none;
  let all: Item[] | undefined;
  for (const list of lists) {
    if (list.length === 0) continue;
    if (only.length === 0) only = list;
    else {
      all ??= [...only];
      all.push(...list);
    }
  }
  return all ?? only;
}

function reportOf(
  entry: InboxEntry,
  scene: Scene,
  turns: readonly PluginTurn[],
  actions: readonly OutboxItem[],
): TurnReport {
  const { group } = entry.place;
  const person = scene.actor?.person.id;
  const findings = joined(
    turns.map(({ part }): readonly PluginFinding[] =>
      part.findings.length === 0
        ? none
        : part.findings.map((finding) => ({ plugin: part.plugin, ...finding })),
    ),
  );
  const report = { event: entry.event, community: scene.community.key, findings, actions };
  if (group === undefined) return person === undefined ? report : { ...report, person };
  return person === undefined ? { ...report, group } : { ...report, group, person };
}

const noDrafts: readonly PluginDrafts[] = [];

const noRetry: ReturnType<typeof afterFailure> = { post: [], dead: [] };

/** What core and the plugins left for the audit; nothing is made where nobody left anything. */
function draftsOf({ audit = [] }: Change, turns: readonly PluginTurn[]): readonly PluginDrafts[] {
  if (audit.length === 0 && turns.every(({ part }) => part.audit.length === 0)) return noDrafts;
  return [{ plugin: 'core', audit }, ...turns.map(({ part }) => part)];
}

/** Puts into the commit what is to be known of a message from now on. */
function withLedger(
  handled: Handled,
  known: Judged | undefined,
  asked: readonly Asked[] = [],
): Handled {
  if (known === undefined || known.ledger.length === 0) return handled;
  const { fingerprint } = asked.find(({ turn }) => turn.part.fingerprint)?.turn.part ?? {};
  const ledger =
    fingerprint === undefined
      ? known.ledger
      : known.ledger.map((entry) => ({ ...entry, fingerprint }));
  return { ...handled, commit: { ...handled.commit, ledger } };
}

/** Makes the function that handles one event: decides everything, changes nothing. */
export function createHandler(parts: HandleParts): (entry: InboxEntry) => MaybePromise<Handled> {
  const { store, ids, adapters, clock } = parts;
  const modelParts = { store, ids, adapters, personRecords: parts.host.personRecords };
  const runPlugins = createPluginRunner(parts);

  const coreChange = (entry: InboxEntry, scene: Scene | undefined): MaybePromise<Change> => {
    const { event } = entry;
    if (event.kind === 'blueprint.loaded') return followBlueprint(event.blueprint, entry, parts);
    if (event.kind === 'community.removed') {
      return { writes: removalWrites(event.community), post: [] };
    }
    if (scene === undefined || entry.only !== undefined) return noChange;
    if (event.kind !== 'schedule.due') return keepModel(entry, scene, modelParts);
    return goOn(keepModel(entry, scene, modelParts), (change) => ({
      ...change,
      writes: [...change.writes, ...slotWrites(event)],
    }));
  };

  const withAudit = (
    commit: Commit,
    drafts: readonly PluginDrafts[],
    failed: readonly FailedPart[],
  ): MaybePromise<Commit> => {
    if (drafts.length === 0 && failed.length === 0) return commit;
    const { community } = (commit.done as InboxEntry).place;
    const notes = notesOfTurn(drafts, failed, { community, at: clock.now() }, store);
    return notes === undefined ? commit : notes.then((audit) => ({ ...commit, audit }));
  };

  /** An event that is no plugin's business: of a community that is gone, or of the kit itself. */
  const alone = (entry: InboxEntry, core: Change): MaybePromise<Handled> => {
    const { writes, post } = core;
    const commit: Commit = { writes, post, expect: [], outgoing: [], dead: [], done: entry };
    const { community } = entry.place;
    const report = { event: entry.event, community, findings: [], actions: [] };
    return goOn(withAudit(commit, draftsOf(core, []), []), (audited) => ({
      commit: audited,
      report,
      failed: [],
    }));
  };

  const handledOf = (
    entry: InboxEntry,
    scene: Scene,
    core: Change,
    { failed, later }: PluginRun,
    asked: readonly Asked[],
  ): MaybePromise<Handled> => {
    const turns = asked.map(({ turn }) => turn);
    const actions = joined(asked.map((one) => one.outgoing));
    const retry = failed.length === 0 ? noRetry : afterFailure(entry, failed, clock.now());
    const commit: Commit = {
      done: entry,
      expect: joined(turns.map(({ part }) => expectations(part))),
      writes: joined([core.writes, ...turns.map(({ part }) => part.writes)]),
      outgoing: actions.some(({ action, options }) => isVolatile(action, options))
        ? actions.filter(({ action, options }) => !isVolatile(action, options))
        : actions,
      post: joined([core.post, ...asked.map(({ post }) => post), retry.post, later]),
      dead: retry.dead,
    };
    const report = reportOf(entry, scene, turns, actions);
    const { near } = core;
    return goOn(withAudit(commit, draftsOf(core, turns), failed), (audited) =>
      near === undefined
        ? { commit: audited, report, failed }
        : { commit: audited, report, failed, near },
    );
  };

  /** What is known of a message may say that it is to be handled in another form, or not at all. */
  const handled = (
    given: InboxEntry,
    scene: Scene,
    known: Judged | undefined,
  ): MaybePromise<Handled> => {
    const entry = known === undefined ? given : known.entry;
    if (entry === undefined) {
      const post = known?.post ?? [];
      return goOn(alone(given, { writes: [], post }), (ended) => withLedger(ended, known));
    }
    return goOn(coreChange(entry, scene), (core) =>
      goOn(runPlugins(entry, scene), (run) =>
        goOn(whatWasAsked(run.turns, entry, scene, run.failed, parts), (asked) =>
          goOn(handledOf(entry, scene, core, run, asked), (ended) =>
            withLedger(ended, known, asked),
          ),
        ),
      ),
    );
  };

  return (entry) =>
    goOn(readScene(entry, parts), (scene) => {
      const moved = scene?.movedTo;
      if (moved !== undefined) return alone(entry, forwarded(entry, moved));
      if (scene === undefined) {
        return goOn(coreChange(entry, scene), (core) => alone(entry, core));
      }
      const judged = judgeMessage(entry, scene, store, clock.now());
      return judged === undefined
        ? handled(entry, scene, undefined)
        : goOn(judged, (known) => handled(entry, scene, known));
    });
}
