import { type Action, type ActionOptions, placeOfAction } from '../actions/action.js';
import { recordKey } from '../model/keys.js';
import { afterQuietHours } from '../schedules/quiet-hours.js';
import type { InboxEntry, OutboxItem } from '../store/store.js';
import type { Part } from './part.js';
import type { Scene } from './scene.js';
import { actionOf } from './speak.js';
import type { TurnParts } from './turn.js';

/** Where an action goes, as one word: actions with the same destination keep their order. */
export function destinationOf(action: Action, community: string): string {
  const place = placeOfAction(action);
  return 'group' in place
    ? `group:${recordKey(community, place.group)}`
    : `person:${recordKey(community, place.person)}`;
}

/** What can wait is not sent in quiet hours; an answer to somebody who is awake is. */
function timed(options: ActionOptions, scene: Scene, now: number): ActionOptions {
  if (options.priority !== 'notice' && options.priority !== 'bulk') return options;
  const wanted = options.notBefore ?? now;
  const allowed = afterQuietHours(wanted, scene.community, scene.group?.timeZone);
  return allowed === now ? options : { ...options, notBefore: allowed };
}

/** The outbox items of what a plugin's part asked for. */
export async function outgoingOf(
  part: Part,
  entry: InboxEntry,
  scene: Scene,
  parts: TurnParts & { readonly clock: { now(): number } },
): Promise<readonly OutboxItem[]> {
  const items: OutboxItem[] = [];
  const community = scene.community.key;
  for (const asked of part.asked) {
    const action = await actionOf(asked, part, scene, parts);
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
      options: timed(asked.options, scene, now),
      at: now,
      attempt: 0,
    });
  }
  return items;
}
