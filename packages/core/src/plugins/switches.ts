import type { Community } from '../model/community.js';
import type { Group } from '../model/group.js';

/**
 * Whether a plugin is switched on for a community, and for one group of it: `plugins: false` of
 * the community holds everywhere, that of a group for what happens in that group.
 */
export function isOn(plugin: string, community: Community, group?: Group): boolean {
  return community.plugins[plugin] !== false && group?.plugins?.[plugin] !== false;
}
