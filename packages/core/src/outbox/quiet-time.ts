import type { Community } from '../model/community.js';
import { collections, recordKey } from '../model/keys.js';
import { afterQuietHours } from '../schedules/quiet-hours.js';
import type { OutboxItem, Store } from '../store/store.js';
import type { Facts } from './facts.js';

/** Whether an action may wait until people are awake; an answer to somebody who is does not. */
export function canWait({ options }: OutboxItem): boolean {
  return options.priority === 'notice' || options.priority === 'bulk';
}

/**
 * When an action that can wait may go out, ms UTC: at `now`, or at the end of the quiet hours of
 * the group to which it goes. Looked at when it is to go out, so that one that was held up by an
 * outage or a stop does not go out in the night.
 */
export async function quietUntil(
  item: OutboxItem,
  { group }: Facts,
  store: Pick<Store, 'get'>,
  now: number,
): Promise<number> {
  const record = await store.get(collections.communities, recordKey(item.community));
  const community = record?.value as Community | undefined;
  return community === undefined ? now : afterQuietHours(now, community, group?.timeZone);
}
