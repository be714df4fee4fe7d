import { randomUUID } from 'node:crypto';
import type { Receipt } from '../../kit.js';
import type { Commit, InboxEntry, OutboxItem, Store } from '../../store/store.js';
import type { Counts } from './control.js';
import { controlEntry, type OvertakeParts, overtake } from './overtake.js';
import { createPauseFlags, type PauseFlags } from './pause-flags.js';
import { overtakes } from './pause-state.js';
import type { HeldUp } from './too-old.js';

/** What pausing needs of its kit. */
export interface KitPauseParts extends Pick<OvertakeParts, 'ids' | 'commandOf'> {
  readonly store: Pick<Store, 'get' | 'list' | 'dead'>;
  now(): number;
  heldIn(community: string): number;
  outboxCounts(community: string): Pick<Counts, 'actions' | 'failing' | 'tooOld' | 'unreached'>;
  /** Takes up what was held back. */
  release(): void;
  receive(entry: InboxEntry): Receipt;
}

/** The pause of a kit's communities: who is paused, who may say so, and what then happens. */
export interface KitPause {
  readonly flags: PauseFlags;
  /** The entry that is taken in instead of one that must not wait. */
  overtake(entry: InboxEntry): Promise<InboxEntry | undefined> | undefined;
  /** Keeps the flags true, and takes up what waited where a community was resumed. */
  committed(commit: Pick<Commit, 'done' | 'writes'>): void;
  isTooOld(item: OutboxItem): boolean;
  /** Pauses or resumes on behalf of whoever runs the kit; resolves once it holds. */
  wish(what: 'pause' | 'resume', community: string): Promise<void>;
}

/** When an action should have gone out. */
function dueOf({ action, options, at }: OutboxItem): HeldUp {
  return { action, options, due: Math.max(at, options.notBefore ?? 0) };
}

/** Makes what pauses the communities of one kit. */
export function createKitPause(parts: KitPauseParts): KitPause {
  const flags = createPauseFlags();

  const counts = async (community: string): Promise<Counts> => {
    const dead = await parts.store.dead();
    return {
      ...parts.outboxCounts(community),
      events: parts.heldIn(community),
      dead: dead.filter(({ entry }) => entry.place.community === community).length,
    };
  };
  const overtaking: OvertakeParts = {
    store: parts.store,
    ids: parts.ids,
    commandOf: parts.commandOf,
    isPaused: flags.isPaused,
    counts,
  };

  return {
    flags,
    overtake: (entry) => overtake(entry, overtaking),
    committed({ done, writes }) {
      if (done === undefined || !overtakes(done.lane)) return;
      flags.follow(writes);
      if (!flags.isPaused(done.place.community)) parts.release();
    },
    isTooOld: (item) =>
      flags.of(item.community) !== undefined &&
      flags.isTooOld(item.community, dueOf(item), parts.now()),
    async wish(what, community) {
      const id = `${what}@${randomUUID()}`;
      const of = { id, community, adapter: 'kapwa' };
      const entry = controlEntry(of, { what, counts: await counts(community) }, parts.now());
      const { accepted, settled } = parts.receive(entry);
      await accepted;
      await settled;
    },
  };
}
