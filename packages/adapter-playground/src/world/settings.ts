import type { WhoMay } from '@kapwa/core';
import type { By } from './membership.js';
import { type Done, done, type Refused, refuse } from './refusal.js';
import { mayDescribe, mayManage } from './rights.js';
import type { Scenery, SettingsChange } from './world-change.js';
import { groupIn, type WorldGroup } from './world-state.js';

/** How groups are set up, and who may change that: their admins, and everybody where they say so. */
export interface Settings {
  /** Lets everyone write in a group, or only its admins. */
  setPosting(group: string, posting: WhoMay, options?: By): Done | Refused;
  /** Lets everyone describe a group, or only its admins. */
  setEditing(group: string, editing: WhoMay, options?: By): Done | Refused;
  /** Lets everyone bring others in, or only the admins. */
  setAdding(group: string, adding: WhoMay, options?: By): Done | Refused;
  /** Lets messages that are written from now on disappear after a while, ms; 0 keeps them. */
  setDisappearing(group: string, after: number, options?: By): Done | Refused;
  /** Lets people in who come by link, or has an admin look at each of them first. */
  setApproval(group: string, approval: boolean, options?: By): Done | Refused;
  describe(
    group: string,
    words: { readonly title?: string; readonly description?: string },
    options?: By,
  ): Done | Refused;
  /** Puts a group under the community of this messenger, or takes it out: for admins of both. */
  setLinked(group: string, linked: boolean, options?: By): Done | Refused;
}

/** Only what is different from before, so that nobody is told of what has not changed. */
function differences(group: WorldGroup, wanted: SettingsChange): SettingsChange {
  const before: Readonly<Record<string, unknown>> = { ...group };
  return Object.fromEntries(
    Object.entries(wanted).filter(([setting, value]) => before[setting] !== value),
  );
}

function change(
  { state, tell }: Scenery,
  id: string,
  wanted: SettingsChange,
  { by }: By,
  may = mayManage,
): Done | Refused {
  const group = groupIn(state, id);
  const no = by === undefined ? undefined : may(group, by);
  if (no !== undefined) return no;
  const changed = differences(group, wanted);
  if (Object.keys(changed).length === 0) return done;
  state.groups.set(id, { ...group, ...changed });
  tell({ kind: 'settings', group: id, changed, ...(by === undefined ? {} : { by }) });
  return done;
}

/** The acts around how groups are set up, over one world. */
export function settings(scenery: Scenery): Settings {
  return {
    setPosting: (group, posting, by = {}) => change(scenery, group, { posting }, by),
    setEditing: (group, editing, by = {}) => change(scenery, group, { editing }, by),
    setAdding: (group, adding, by = {}) => change(scenery, group, { adding }, by),
    setDisappearing: (group, disappearing, by = {}) => change(scenery, group, { disappearing }, by),
    setApproval: (group, approval, by = {}) => change(scenery, group, { approval }, by),
    describe: (group, words, by = {}) => change(scenery, group, words, by, mayDescribe),
    setLinked(group, linked, by = {}) {
      const isOutsider = by.by !== undefined && !scenery.state.communityAdmins.has(by.by);
      return isOutsider ? refuse('not-a-community-admin') : change(scenery, group, { linked }, by);
    },
  };
}
