import { type Action, type ActionOptions, placeOfAction } from '../actions/action.js';
import { checkOptions } from '../actions/check-options.js';
import { type Adapters, isShared } from '../adapters/ways.js';
import type { KapwaEvent } from '../events/event.js';
import type { HeldUp } from '../house/pause/too-old.js';
import { groupLane, personDestination } from '../model/keys.js';
import { isRehearsal } from '../outbox/rehearsals.js';
import type { Transformed, Transformers } from '../plugins/transformers.js';
import { afterQuietHours } from '../schedules/quiet-hours.js';
import { added } from '../store/added.js';
import type { InboxEntry, MaybePromise, OutboxItem } from '../store/store.js';
import { answered } from './answered.js';
import type { TurnParts, TurnPlace } from './open-turn.js';
import type { Asked, Part } from './part.js';
import type { FailedPart } from './retry.js';
import type { Scene } from './scene.js';
import { actionOf } from './speak.js';

/** Where an action goes, as one word: actions with the same destination keep their order. */
function destinationOf(action: Action, { lane, place: here }: InboxEntry): string {
  const place = placeOfAction(action);
  if (!('group' in place)) return personDestination(here.community, place.person);
  // Nearly always an answer where the event happened: then it is called like the lane.
  return place.group === here.group ? lane : groupLane(here.community, place.group);
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
  readonly host: TurnParts['host'] & { readonly transformers: Transformers };
  /** Told of a plugin that failed at transforming what another asked for. */
  transformFailed(failed: FailedPart, entry: InboxEntry): void;
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

const nothing: readonly OutboxItem[] = [];

/** One plugin's part of one event, whose actions are put into form. */
interface Turn {
  readonly part: Part;
  readonly entry: InboxEntry;
  readonly scene: Scene;
  /** ms UTC. */
  readonly now: number;
  readonly parts: OutgoingParts;
}

/** What plugins make of each other's actions. */
function transformed(action: Action, { part, entry, scene, parts }: Turn): Transformed {
  const { plugin } = part;
  const { community, group } = scene;
  return parts.host.transformers.apply(action, { plugin, community, group }, (failed, error) =>
    parts.transformFailed({ plugin: failed, error, about: action }, entry),
  );
}

/** By which of several ways to one network somebody has just written; undefined where there is one. */
function wayOf(event: KapwaEvent, adapters: Adapters): string | undefined {
  if (!('chat' in event) || !event.chat.direct || !isShared(event.adapter, adapters)) {
    return undefined;
  }
  return event.via ?? event.adapter;
}

function itemOf(id: string, action: Action, options: ActionOptions, turn: Turn): OutboxItem {
  const { part, entry, scene, now, parts } = turn;
  const via = wayOf(entry.event, parts.adapters);
  return {
    id,
    community: scene.community.key,
    ...(via === undefined ? undefined : { via }),
    lane: entry.lane,
    place: entry.place,
    plugin: part.plugin,
    destination: destinationOf(action, entry),
    adapter: entry.event.adapter,
    action,
    options: unlessLate(timed(action, options, scene, now), action, entry, now, parts),
    at: now,
    attempt: 0,
  };
}

function formOf(asked: Asked, said: Action, turn: Turn): OutboxItem {
  const { part, entry, scene, parts } = turn;
  const isPlain = parts.host.transformers.size() === 0;
  const meant = answered(said, entry);
  const { action, dropped }: Transformed = isPlain ? { action: meant } : transformed(meant, turn);
  checkOptions(part.plugin, action, asked.options);
  const item = itemOf(asked.id, action, asked.options, turn);
  const rehearsal = isRehearsal(scene.community, part.plugin, action, entry);
  if (dropped === undefined && !rehearsal) return item;
  return {
    ...item,
    ...(dropped === undefined ? {} : { blocked: dropped }),
    ...(rehearsal ? { rehearsal } : {}),
  };
}

function formFrom(
  first: number,
  before: readonly OutboxItem[],
  turn: Turn,
): MaybePromise<readonly OutboxItem[]> {
  const { part, scene, parts } = turn;
  let items = before;
  for (let at = first; at < part.asked.length; at += 1) {
    const asked = part.asked[at] as Asked;
    const action = actionOf(asked, part, scene, parts);
    if (action instanceof Promise) return formLater(action, at, items, turn);
    items = added(items, formOf(asked, action, turn));
  }
  return items;
}

async function formLater(
  action: Promise<Action>,
  at: number,
  items: readonly OutboxItem[],
  turn: Turn,
): Promise<readonly OutboxItem[]> {
  const item = formOf(turn.part.asked[at] as Asked, await action, turn);
  return formFrom(at + 1, added(items, item), turn);
}

/** The outbox items of what a plugin's part asked for. */
export function outgoingOf(
  part: Part,
  { entry, scene, now }: TurnPlace,
  parts: OutgoingParts,
): MaybePromise<readonly OutboxItem[]> {
  return formFrom(0, nothing, { part, entry, scene, now, parts });
}
