import { type FloodGuard, isFromOutside } from '../plugins/flood.js';
import { goOn } from '../store/go-on.js';
import type { InboxEntry, MaybePromise, OutboxItem } from '../store/store.js';
import { type OutgoingParts, outgoingOf } from './outgoing.js';
import { postedOf } from './posted.js';
import type { FailedPart } from './retry.js';
import type { Scene } from './scene.js';
import type { PluginTurn } from './turn.js';

/** A turn that ended well, with what it asked for in the form in which it is committed. */
export interface Asked {
  readonly turn: PluginTurn;
  readonly outgoing: readonly OutboxItem[];
  readonly post: readonly InboxEntry[];
}

/** What putting into form needs. */
export interface AskedParts extends OutgoingParts {
  readonly flood: FloodGuard;
}

const nothing: readonly never[] = [];

function formOf(
  turn: PluginTurn,
  entry: InboxEntry,
  scene: Scene,
  parts: AskedParts,
): MaybePromise<Asked> {
  const { part } = turn;
  const post =
    part.posts.length === 0 ? nothing : postedOf([turn], entry, scene, parts.clock.now());
  if (part.asked.length === 0) return { turn, outgoing: nothing, post };
  return goOn(outgoingOf(part, entry, scene, parts), (outgoing) => {
    const count = {
      plugin: part.plugin,
      community: scene.community.key,
      actions: outgoing.length,
      outside: isFromOutside(entry.event),
    };
    parts.flood.check(count, parts.clock.now());
    return { turn, outgoing, post };
  });
}

/**
 * Puts into form what plugins asked for; one that asked for what cannot be loses its part, and is
 * added to those that failed.
 */
export function whatWasAsked(
  turns: readonly PluginTurn[],
  entry: InboxEntry,
  scene: Scene,
  failed: FailedPart[],
  parts: AskedParts,
): MaybePromise<readonly Asked[]> {
  const asked: Asked[] = [];

  const from = (first: number): MaybePromise<readonly Asked[]> => {
    for (let at = first; at < turns.length; at += 1) {
      const turn = turns[at] as PluginTurn;
      const fail = (error: unknown): void => {
        failed.push({ plugin: turn.part.plugin, error });
      };
      try {
        const form = formOf(turn, entry, scene, parts);
        if (form instanceof Promise) {
          return form.then((one) => void asked.push(one), fail).then(() => from(at + 1));
        }
        asked.push(form);
      } catch (error) {
        fail(error);
      }
    }
    return asked;
  };
  return from(0);
}
