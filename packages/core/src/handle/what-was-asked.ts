import { type FloodGuard, isFromOutside } from '../plugins/flood.js';
import { joined } from '../store/added.js';
import type { InboxEntry, MaybePromise, OutboxItem } from '../store/store.js';
import { type OutgoingParts, outgoingOf } from './outgoing.js';
import { postedOf } from './posted.js';
import type { PluginTurn } from './turn.js';
import type { Turns } from './turns.js';

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
  /** Those that went well until then. */
  readonly #all: readonly PluginTurn[];
  readonly #run: Turns;
  readonly #parts: AskedParts;

  constructor(run: Turns, parts: AskedParts) {
    this.#all = run.good;
    this.#run = run;
    this.#parts = parts;
  }

  get turns(): readonly PluginTurn[] {
    return this.#run.good;
  }

  from(first: number): MaybePromise<Asked> {
    for (let at = first; at < this.#all.length; at += 1) {
      const turn = this.#all[at] as PluginTurn;
      const { asked, posts } = turn.part;
      if (asked.length === 0 && posts.length === 0) continue;
      const waiting = this.#form(turn);
      if (waiting !== undefined) return waiting.then(() => this.from(at + 1));
    }
    return this;
  }

  #form(turn: PluginTurn): Promise<void> | undefined {
    try {
      const items = outgoingOf(turn.part, this.#run, this.#parts);
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
    const { entry, scene, now } = this.#run;
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

  #fail({ part }: PluginTurn, error: unknown): void {
    this.#run.fail(part.plugin, error);
  }
}

/**
 * Puts into form what plugins asked for; one that asked for what cannot be loses its part, and is
 * added to those that failed.
 */
export function whatWasAsked(run: Turns, parts: AskedParts): MaybePromise<Asked> {
  return new Forming(run, parts).from(0);
}
