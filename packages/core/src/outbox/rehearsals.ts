import { type Action, placeOfAction } from '../actions/action.js';
import type { Community } from '../model/community.js';
import type { InboxEntry, OutboxItem } from '../store/store.js';

function isNamed({ dryRun }: Community, plugin: string, action: Action): boolean {
  if (dryRun === undefined) return false;
  const place = placeOfAction(action);
  return dryRun.includes(plugin) || ('group' in place && dryRun.includes(place.group));
}

/**
 * Whether what a plugin asks for is only rehearsed: because its community says so of the plugin or
 * of the group, or because it follows from an action that was only rehearsed itself.
 */
export function isRehearsal(
  community: Community,
  plugin: string,
  action: Action,
  { event }: InboxEntry,
): boolean {
  if (event.kind === 'action.settled' && event.outcome.kind === 'rehearsed') return true;
  return isNamed(community, plugin, action);
}

/** Whether an action is only rehearsed as a kit is set now, whatever was set when it was asked for. */
export function rehearsals(
  dryRun: boolean | undefined,
  communityOf: (key: string) => Community | undefined,
): (item: OutboxItem) => boolean {
  if (dryRun === true) return () => true;
  return ({ community: key, plugin, action }) => {
    const community = communityOf(key);
    return community !== undefined && isNamed(community, plugin, action);
  };
}
