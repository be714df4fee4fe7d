import type { SenderFlood } from '../accept/sender-flood.js';
import { isVolatile } from '../actions/check-options.js';
import { notesOfTurn, type PluginDrafts } from '../audit/turn-notes.js';
import type { Clock } from '../clock.js';
import type { KapwaEvent } from '../events/event.js';
import type { HeldUp } from '../house/pause/too-old.js';
import { type Judged, judgeMessage } from '../ledger/judge-message.js';
import type { LimitNear } from '../model/limits.js';
import type { Actor } from '../plugins/context.js';
import type { FloodGuard } from '../plugins/flood.js';
import type { PluginHost } from '../plugins/host.js';
import { joined } from '../store/added.js';
import { goOn } from '../store/go-on.js';
import type {
  Commit,
  InboxEntry,
  LedgerEntry,
  MaybePromise,
  OutboxItem,
  Place,
  Store,
} from '../store/store.js';
import { followBlueprint, removalWrites } from './apply-blueprint.js';
import { type Change, noChange } from './change.js';
import { forwarded } from './forward.js';
import { keepModel } from './keep-model.js';
import { createSceneReader } from './known-scenes.js';
import type { TurnParts } from './open-turn.js';
import { afterFailure, type FailedPart } from './retry.js';
import type { RetryOrder } from './retry-order.js';
import { createPluginRunner } from './run-plugins.js';
import type { Scene } from './scene.js';
import { slotWrites } from './slot-writes.js';
import type { PluginTurn } from './turn.js';
import type { Turns } from './turns.js';
import { type Asked, whatWasAsked } from './what-was-asked.js';

/** What handling needs. */
export interface HandleParts extends TurnParts {
  readonly store: Store;
  readonly host: PluginHost;
  readonly clock: Clock;
  readonly order: Pick<RetryOrder, 'behind'>;
  readonly flood: FloodGuard;
  /** Whether so much comes from one sender that it is not answered one by one. */
  readonly senderFlood?: SenderFlood;
  /** Told of a plugin that failed at transforming what another asked for. */
  transformFailed(failed: FailedPart, entry: InboxEntry): void;
  /** Whether a pause has held something up for so long that it is not wanted any more. */
  isTooOld?(community: string, held: HeldUp, now: number): boolean;
  /** Runs every handler twice and compares, but those of these plugins. Only for tests. */
  readonly runTwiceBut?: readonly string[];
}

/** What one event came to: the commit to make, and who decided what. */
export interface Handled {
  readonly commit: Commit;
  readonly event: KapwaEvent;
  readonly place: Place;
  /** When handling began, ms UTC. */
  readonly at: number;
  readonly actor: Actor | undefined;
  readonly turns: readonly PluginTurn[];
  /** What was asked for, what is tried at once and not stored too. */
  readonly actions: readonly OutboxItem[];
  readonly failed: readonly FailedPart[];
  /** Limits of platforms that have come near. */
  readonly near: readonly LimitNear[];
}

const none: readonly never[] = [];

const noRetry: ReturnType<typeof afterFailure> = { post: [], dead: [] };

/** What core and the plugins left for the audit; nothing is made where nobody left anything. */
function draftsOf({ audit = none }: Change, turns: readonly PluginTurn[]): readonly PluginDrafts[] {
  if (audit.length === 0 && turns.every(({ part }) => part.audit.length === 0)) return none;
  return [{ plugin: 'core', audit }, ...turns.map(({ part }) => part)];
}

/** What is to be known of a message from now on; with its fingerprint where a plugin asked for it. */
function ledgerOf(known: Judged | undefined, turns: readonly PluginTurn[]): readonly LedgerEntry[] {
  if (known === undefined || known.ledger.length === 0) return none;
  for (const { part } of turns) {
    const { fingerprint } = part;
    if (fingerprint !== undefined) return known.ledger.map((entry) => ({ ...entry, fingerprint }));
  }
  return known.ledger;
}

function storedOf(actions: readonly OutboxItem[]): readonly OutboxItem[] {
  for (const { action, options } of actions) {
    if (isVolatile(action, options))
      return actions.filter((one) => !isVolatile(one.action, one.options));
  }
  return actions;
}

async function withAudit(
  handled: Handled,
  notes: ReturnType<typeof notesOfTurn>,
): Promise<Handled> {
  const audit = await notes;
  return audit === undefined ? handled : { ...handled, commit: { ...handled.commit, audit } };
}

/** One event on its way through handling, with what is known of it so far. */
interface Course {
  readonly entry: InboxEntry;
  readonly scene: Scene | undefined;
  readonly known: Judged | undefined;
  /** When handling began, ms UTC. */
  readonly now: number;
}

/** One in which plugins have their turns. */
interface PlayedCourse extends Course {
  readonly scene: Scene;
}

/** Makes the function that handles one event: decides everything, changes nothing. */
export function createHandler(parts: HandleParts): (entry: InboxEntry) => MaybePromise<Handled> {
  const { store, ids, adapters, clock } = parts;
  const modelParts = { store, ids, adapters, personRecords: parts.host.personRecords };
  const runPlugins = createPluginRunner(parts);
  const readScene = createSceneReader(parts);

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

  const handledOf = (
    { turns, outgoing, post }: Asked,
    { entry, scene, known, now }: Course,
    core: Change,
    { failed, later }: Pick<Turns, 'failed' | 'later'>,
  ): MaybePromise<Handled> => {
    let { writes } = core;
    let expect: Commit['expect'] = core.expect ?? none;
    for (const { part } of turns) {
      writes = joined(writes, part.writes);
      expect = joined(expect, part.expects());
    }
    const retry = failed.length === 0 ? noRetry : afterFailure(entry, failed, clock.now());
    const commit: Commit = {
      done: entry,
      expect,
      writes,
      outgoing: storedOf(outgoing),
      post: joined(joined(core.post, post), joined(retry.post, later)),
      dead: retry.dead,
      ledger: ledgerOf(known, turns),
    };
    const { event, place } = entry;
    const { near = none } = core;
    const handled = {
      commit,
      event,
      place,
      at: now,
      actor: scene?.actor,
      turns,
      actions: outgoing,
      failed,
      near,
    };
    const drafts = draftsOf(core, turns);
    if (drafts.length === 0 && failed.length === 0) return handled;
    const at = { community: place.community, at: now };
    return withAudit(handled, notesOfTurn(drafts, failed, at, store));
  };

  const nobody: Asked = { turns: none, outgoing: none, post: none };

  /** An event that is no plugin's business: of a community that is gone, or of the kit itself. */
  const alone = (core: Change, course: Course): MaybePromise<Handled> =>
    handledOf(nobody, course, core, { failed: none, later: none });

  const asking = (run: Turns, course: Course, core: Change): MaybePromise<Handled> =>
    goOn(whatWasAsked(run, parts), handledOf, course, core, run);

  const running = (core: Change, course: PlayedCourse): MaybePromise<Handled> =>
    goOn(runPlugins(course), asking, course, core);

  /** What is known of a message may say that it is to be handled in another form, or not at all. */
  const going = (
    known: Judged | undefined,
    given: InboxEntry,
    scene: Scene,
    now: number,
  ): MaybePromise<Handled> => {
    const entry = known === undefined ? given : known.entry;
    if (entry === undefined) {
      const core = { writes: none, post: known?.post ?? none };
      return alone(core, { entry: given, scene, known, now });
    }
    return goOn(coreChange(entry, scene), running, { entry, scene, known, now });
  };

  const judging = (scene: Scene | undefined, entry: InboxEntry): MaybePromise<Handled> => {
    const now = clock.now();
    if (scene?.movedTo === undefined && scene !== undefined) {
      return goOn(judgeMessage(entry, scene, store, now), going, entry, scene, now);
    }
    const core =
      scene?.movedTo === undefined ? coreChange(entry, scene) : forwarded(entry, scene.movedTo);
    return goOn(core, alone, { entry, scene, known: undefined, now });
  };

  return (entry) => goOn(readScene(entry), judging, entry);
}
