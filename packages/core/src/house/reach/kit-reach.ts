import { placeOfAction } from '../../actions/action.js';
import type { Outcome } from '../../actions/outcome.js';
import { messageOf } from '../../errors.js';
import type { Logger } from '../../logger.js';
import { personLane } from '../../model/keys.js';
import type { Unreached } from '../../outbox/climb.js';
import type { InboxEntry, OutboxItem } from '../../store/store.js';
import type { LostData, WaitsData } from './person-steps.js';

/** What the ladder needs of its kit. */
export interface KitReachParts {
  readonly log: Logger;
  now(): number;
  acceptEntry(entry: InboxEntry): Promise<boolean>;
  /** Lets go out what waited for somebody's first word. */
  reached(community: string, person?: string): void;
}

/** Stands between the outbox, which finds that somebody has to write first, and the lanes. */
export interface KitReach {
  /** Lets the person be asked for their first word. */
  unreached(item: OutboxItem, unreached: Unreached): Promise<void>;
  /** Tells the lane of the person what could not be delivered at all. */
  settled(item: OutboxItem, outcome: Outcome): void;
  /** Lets go out what waited for somebody who has written, before anything that answers them. */
  committed(done: InboxEntry | undefined, person: string | undefined): void;
}

/** Makes what carries the ladder in one kit. */
export function createKitReach(parts: KitReachParts): KitReach {
  const entryFor = (item: OutboxItem, step: string, data: object): InboxEntry | undefined => {
    const place = placeOfAction(item.action);
    if (!('person' in place)) return undefined;
    const { community, adapter } = item;
    const at = parts.now();
    const id = `${step}:${item.id}:${at}`;
    return {
      id,
      lane: personLane(place.person),
      place: { community, person: place.person },
      attempt: 0,
      event: { kind: 'plugin.posted', id, at, adapter, community, plugin: 'core', step, data },
    };
  };

  return {
    async unreached(item, { adapter, invitation, refused = false }) {
      const { group } = item.place;
      const { expires = 0, tellAdmins = false } = item.options;
      const data: WaitsData = {
        ...{ id: item.id, adapter, expires, tellAdmins, refused },
        ...(group === undefined ? {} : { group }),
        ...(invitation === undefined ? {} : { invitation }),
      };
      const entry = entryFor(item, 'reach-waits', data);
      if (entry !== undefined) await parts.acceptEntry(entry);
    },
    settled(item, outcome) {
      // What expires while it waits is dropped by the lane of the person itself.
      if (outcome.kind !== 'refused') return;
      const { unreached, blocked, options } = item;
      const { tellAdmins = false } = options;
      // What was not wanted any more is not missed.
      if (blocked !== undefined || !(unreached !== undefined || tellAdmins)) return;
      const entry = entryFor(item, 'reach-lost', { id: item.id, tellAdmins } satisfies LostData);
      if (entry === undefined) return;
      parts.acceptEntry(entry).catch((error: unknown) => {
        parts.log.error(`That something was not delivered could not be kept: ${messageOf(error)}`);
      });
    },
    committed(done, person) {
      if (done === undefined) return;
      const { event, place } = done;
      const { community } = place;
      switch (event.kind) {
        case 'person.merged':
          return parts.reached(community);
        case 'message.received':
          // In groups nobody opens their direct chat.
          return place.person === undefined ? undefined : parts.reached(community, place.person);
        case 'join.requested':
          return person === undefined ? undefined : parts.reached(community, person);
        default:
          return undefined;
      }
    },
  };
}
