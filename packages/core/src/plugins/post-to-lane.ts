import type { Recipient } from '../actions/action.js';
import { communityLane, groupLane, personLane } from '../model/keys.js';
import type { InboxEntry } from '../store/store.js';

/** Work that comes from outside a turn and is to be done in one. */
export interface PostToLane {
  readonly community: string;
  /** The group or person in whose lane it is done; the community's own lane unless given. */
  readonly to?: Recipient;
  /** A step the plugin has registered with `posted`. */
  readonly step: string;
  readonly data?: unknown;
  /** Posting the same id again does nothing. Say where it comes from, such as `invoice:4711`. */
  readonly id: string;
}

function laneOf({ community, to }: PostToLane): string {
  if (to === undefined) return communityLane(community);
  return 'group' in to ? groupLane(community, to.group) : personLane(to.person);
}

/** The inbox entry of such work. */
export function entryOfWork(plugin: string, work: PostToLane, now: number): InboxEntry {
  const { community, to, step, data } = work;
  const whose = to === undefined ? {} : 'group' in to ? { group: to.group } : { person: to.person };
  const id = `posted:${community}:${plugin}:${work.id}`;
  return {
    id,
    lane: laneOf(work),
    place: { community, ...whose },
    attempt: 0,
    event: {
      kind: 'plugin.posted',
      id,
      at: now,
      adapter: 'kapwa',
      community,
      plugin,
      step,
      data,
    },
  };
}
