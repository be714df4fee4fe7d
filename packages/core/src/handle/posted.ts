import type { Recipient } from '../actions/action.js';
import { communityLane, groupLane, personLane } from '../model/keys.js';
import type { InboxEntry, Place } from '../store/store.js';
import type { Part } from './part.js';
import type { Scene } from './scene.js';

function laneOf(to: Recipient | 'community', community: string): string {
  if (to === 'community') return communityLane(community);
  return 'group' in to ? groupLane(community, to.group) : personLane(to.person);
}

function placeOf(to: Recipient | 'community', community: string): Place {
  if (to === 'community') return { community };
  return 'group' in to ? { community, group: to.group } : { community, person: to.person };
}

/** The inbox entries of what a plugin left for other lanes. */
export function postedOf(part: Part, entry: InboxEntry, scene: Scene, now: number): InboxEntry[] {
  const community = scene.community.key;
  return part.posts.map(({ to, plugin = part.plugin, step, data, at }, index) => {
    const id = `${entry.id}>${part.plugin}>${index}`;
    const { adapter } = entry.event;
    return {
      id,
      lane: laneOf(to, community),
      place: placeOf(to, community),
      attempt: 0,
      ...(at === undefined ? {} : { notBefore: at }),
      event: { kind: 'plugin.posted', id, at: now, adapter, community, plugin, step, data },
    };
  });
}
