import { type FloodGuard, isFromOutside } from '../plugins/flood.js';
import { added, joined } from '../store/added.js';
import type { InboxEntry, MaybePromise, OutboxItem } from '../store/store.js';
import { type OutgoingParts, outgoingOf } from './outgoing.js';
import { postedOf } from './posted.js';
import type { PluginRun } from './run-plugins.js';
import type { PluginTurn } from './turn.js';
import type { TurnsPlace } from './turns.js';

/** What all plugins together asked for, in the form in which it is committed. */
export interface Asked {
  /** The turns that count. */
  readonly turns: readonly PluginTurn[];
  readonly outgoing: readonly OutboxItem[];
  readonly post: readonly InboxEntry[];
}

/** What putting into form needs. */
export interface AskedParts extends OutgoingParts {
  readonly flood: FloodGuard;
}

const nothing: readonly never[] = [];

/** Goes from turn to turn; what one asked for counts only when all of it could be put into form. */
class Forming implements Asked {
  outgoing: readonly OutboxItem[] = nothing;
  post: readonly InboxEntry[] = nothing;
  readonly #run: PluginRun;
  readonly #at: TurnsPlace;
  readonly #parts: AskedParts;
  #failed: readonly PluginTurn[] = nothing;

  constructor(run: PluginRun, at: TurnsPlace, parts: AskedParts) {
    this.#run = run;
    this.#at = at;
    this.#parts = parts;
  }

  get turns(): readonly PluginTurn[] {
    const { turns } = this.#run;
    return this.#failed.length === 0 ? turns : turns.filter((turn) => !this.#failed.includes(turn));
  }

  from(first: number): MaybePromise<Asked> {
    const { turns } = this.#run;
    for (let at = first; at < turns.length; at += 1) {
      const turn = turns[at] as PluginTurn;
      const { asked, posts } = turn.part;
      if (asked.length === 0 && posts.length === 0) continue;
      const waiting = this.#form(turn);
      if (waiting !== undefined) return waiting.then(() => this.from(at + 1));
    }
    return this;
  }

  #form(turn: PluginTurn): Promise<void> | undefined {
    try {
      const items = outgoingOf(turn.part, this.#at, this.#parts);
      if (items instanceof Promise) return this.#takeLater(turn, items);
      this.#take(turn, items);
    } catch (error) {
      this.#fail(turn, error);
    }
    return undefined;
  }

  async #takeLater(turn: PluginTurn, items: Promise<readonly OutboxItem[]>): Promise<void> {
    try {
      this.#take(turn, await items);
    } catch (error) {
      this.#fail(turn, error);
    }
  }

  #take({ part }: PluginTurn, items: readonly OutboxItem[]): void {
    const { entry, scene, now } = this.#at;
    if (items.length > 0) {
      const { plugin } = part;
      const asked = {
        plugin,
        community: scene.community.key,
        actions: items.length,
        outside: isFromOutside(entry.event),
      };
      this.#parts.flood.check(asked, now);
      this.outgoing = joined(this.outgoing, items);
    }
    if (part.posts.length > 0) this.post = joined(this.post, postedOf(part, entry, scene, now));
  }

  #fail(turn: PluginTurn, error: unknown): void {
    this.#failed = added(this.#failed, turn);
    this.#run.failed.push({ plugin: turn.part.plugin, error });
  }
}

/**
 * Puts into form what plugins asked for; one that asked for what cannot be loses its part, and is
 * added to those that failed.
 */
export function whatWasAsked(
  run: PluginRun,
  at: TurnsPlace,
  parts: AskedParts,
): MaybePromise<Asked> {
  return new Forming(run, at, parts).from(0);
}
