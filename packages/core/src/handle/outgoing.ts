import { type Action, type ActionOptions, placeOfAction } from '../actions/action.js';
import { checkOptions } from '../actions/check-options.js';
import { type Adapters, isShared } from '../adapters/ways.js';
import type { KapwaEvent } from '../events/event.js';
import type { HeldUp } from '../house/pause/too-old.js';
import { personDestination, recordKey } from '../model/keys.js';
import { isRehearsal } from '../outbox/rehearsals.js';
import type { Transformed, Transformers } from '../plugins/transformers.js';
import { afterQuietHours } from '../schedules/quiet-hours.js';
import type { InboxEntry, MaybePromise, OutboxItem } from '../store/store.js';
import type { Asked, Part } from './part.js';
import type { Scene } from './scene.js';
import { actionOf } from './speak.js';
import type { TurnParts } from './turn.js';

/** Where an action goes, as one word: actions with the same destination keep their order. */
function destinationOf(action: Action, community: string): string {
  const place = placeOfAction(action);
  return 'group' in place
    ? `group:${recordKey(community, place.group)}`
    : personDestination(community, place.person);
}

/**
 * What can wait does not even line up in quiet hours. Those of another group are looked at by the
 * outbox, which looks once more at all of them when they are to go out.
 */
function timed(action: Action, options: ActionOptions, scene: Scene, now: number): ActionOptions {
  if (options.priority !== 'notice' && options.priority !== 'bulk') return options;
  const place = placeOfAction(action);
  if ('group' in place && place.group !== scene.group?.key) return options;
  const timeZone = 'group' in place ? scene.group?.timeZone : undefined;
  const wanted = options.notBefore ?? now;
  const allowed = afterQuietHours(wanted, scene.community, timeZone);
  return allowed === now ? options : { ...options, notBefore: allowed };
}

/** What putting actions into form needs. */
export interface OutgoingParts extends TurnParts {
  readonly clock: { now(): number };
  readonly host: TurnParts['host'] & { readonly transformers: Transformers };
  /** Told of a plugin that failed at transforming what another asked for. */
  transformFailed(plugin: string, error: unknown, entry: InboxEntry): void;
  /** Whether a pause has held something up for so long that it is not wanted any more. */
  isTooOld?(community: string, held: HeldUp, now: number): boolean;
}

/** What comes of an event that a pause held up for long may be too late to be said. */
function unlessLate(
  options: ActionOptions,
  action: Action,
  { place, event }: InboxEntry,
  now: number,
  parts: OutgoingParts,
): ActionOptions {
  const held = { action, options, due: event.at };
  const isLate = parts.isTooOld?.(place.community, held, now) === true;
  return isLate ? { ...options, expires: now } : options;
}

/** What plugins make of each other's actions; nothing where no plugin transforms any. */
function transforming(
  parts: OutgoingParts,
  entry: InboxEntry,
): (action: Action, part: Part, scene: Scene) => Transformed {
  const { transformers } = parts.host;
  if (transformers.size === 0) return (action) => ({ action });
  return (action, { plugin }, { community, group }) =>
    transformers.apply(action, { plugin, community, group }, (failed, error) =>
      parts.transformFailed(failed, error, entry),
    );
}

/** By which of several ways to one network somebody has just written; undefined where there is one. */
function wayOf(event: KapwaEvent, adapters: Adapters): string | undefined {
  if (!('chat' in event) || !event.chat.direct || !isShared(event.adapter, adapters)) {
    return undefined;
  }
  return event.via ?? event.adapter;
}

function itemOf(
  id: string,
  action: Action,
  options: ActionOptions,
  turn: { readonly plugin: string; readonly entry: InboxEntry; readonly scene: Scene },
  parts: OutgoingParts,
): OutboxItem {
  const { plugin, entry, scene } = turn;
  const now = parts.clock.now();
  const community = scene.community.key;
  const via = wayOf(entry.event, parts.adapters);
  return {
    id,
    community,
    ...(via === undefined ? {} : { via }),
    lane: entry.lane,
    place: entry.place,
    plugin,
    destination: destinationOf(action, community),
    adapter: entry.event.adapter,
    action,
    options: unlessLate(timed(action, options, scene, now), action, entry, now, parts),
    at: now,
    attempt: 0,
  };
}

/** The outbox items of what a plugin's part asked for. */
export function outgoingOf(
  part: Part,
  entry: InboxEntry,
  scene: Scene,
  parts: OutgoingParts,
): MaybePromise<readonly OutboxItem[]> {
  const transformed = transforming(parts, entry);
  const turn = { plugin: part.plugin, entry, scene };
  const items: OutboxItem[] = [];

  const add = (asked: Asked, said: Action): void => {
    const { action, dropped } = transformed(said, part, scene);
    checkOptions(part.plugin, action, asked.options);
    let item = itemOf(asked.id, action, asked.options, turn, parts);
    if (dropped !== undefined) item = { ...item, blocked: dropped };
    if (isRehearsal(scene.community, part.plugin, action, entry)) {
      item = { ...item, rehearsal: true };
    }
    items.push(item);
  };

  const from = (first: number): MaybePromise<readonly OutboxItem[]> => {
    for (let at = first; at < part.asked.length; at += 1) {
      const asked = part.asked[at] as Asked;
      const action = actionOf(asked, part, scene, parts);
      if (action instanceof Promise) {
        return action.then((said) => {
          add(asked, said);
          return from(at + 1);
        });
      }
      add(asked, action);
    }
    return items;
  };
  return from(0);
}
