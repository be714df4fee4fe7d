import { type Action, type ActionOptions, placeOfAction } from '../actions/action.js';
import { checkOptions } from '../actions/check-options.js';
import type { HeldUp } from '../house/pause/too-old.js';
import { recordKey } from '../model/keys.js';
import { isRehearsal } from '../outbox/rehearsals.js';
import type { Transformed, Transformers } from '../plugins/transformers.js';
import { afterQuietHours } from '../schedules/quiet-hours.js';
import type { InboxEntry, OutboxItem } from '../store/store.js';
import type { Part } from './part.js';
import type { Scene } from './scene.js';
import { actionOf } from './speak.js';
import type { TurnParts } from './turn.js';

/** Where an action goes, as one word: actions with the same destination keep their order. */
function destinationOf(action: Action, community: string): string {
  const place = placeOfAction(action);
  return 'group' in place
    ? `group:${recordKey(community, place.group)}`
    : `person:${recordKey(community, place.person)}`;
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

/** The outbox items of what a plugin's part asked for. */
export async function outgoingOf(
  part: Part,
  entry: InboxEntry,
  scene: Scene,
  parts: OutgoingParts,
): Promise<readonly OutboxItem[]> {
  const transformed = transforming(parts, entry);
  const items: OutboxItem[] = [];
  const community = scene.community.key;
  for (const asked of part.asked) {
    const { action, dropped } = transformed(await actionOf(asked, part, scene, parts), part, scene);
    checkOptions(part.plugin, action, asked.options);
    const now = parts.clock.now();
    items.push({
      id: asked.id,
      community,
      lane: entry.lane,
      place: entry.place,
      plugin: part.plugin,
      destination: destinationOf(action, community),
      adapter: entry.event.adapter,
      action,
      options: unlessLate(timed(action, asked.options, scene, now), action, entry, now, parts),
      at: now,
      attempt: 0,
      ...(dropped === undefined ? {} : { blocked: dropped }),
      ...(isRehearsal(scene.community, part.plugin, action, entry) ? { rehearsal: true } : {}),
    });
  }
  return items;
}
