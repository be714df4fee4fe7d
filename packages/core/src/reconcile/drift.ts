import { keptBlueprint } from '../handle/apply-blueprint.js';
import { collections, recordKey } from '../model/keys.js';
import type { GroupSetting, Standing } from '../model/standing.js';
import type { Store } from '../store/store.js';
import type { Difference, DifferenceKind } from './difference.js';
import { planOf } from './plan-of.js';
import { readPlatformState } from './platform-state.js';

/** A difference, and whether the bot itself has made it, such as by closing a group for an hour. */
export type Drifted = Difference & { readonly byBot: boolean };

const settings: Partial<Record<DifferenceKind, GroupSetting>> = {
  'posting.differs': 'posting',
  'editing.differs': 'editing',
  'adding.differs': 'adding',
  'approval.differs': 'approval',
  'disappearing.differs': 'disappearing',
  'name.differs': 'name',
  'description.differs': 'description',
  'group.unlinked': 'linked',
};

function isByBot(difference: Difference, standing: Standing | undefined): boolean {
  const setting = settings[difference.kind];
  if (setting === undefined || standing?.byBot === undefined) return false;
  return (
    standing.byBot[setting] !== undefined && standing.byBot[setting] === standing.settings[setting]
  );
}

/** How one group differs from the blueprint its community was last given. */
export async function driftIn(
  store: Pick<Store, 'get' | 'list'>,
  community: string,
  group: string,
): Promise<readonly Drifted[]> {
  const blueprint = await keptBlueprint(store, community);
  if (blueprint === undefined) return [];
  const state = await readPlatformState(store, community, group);
  const stored = await store.get(collections.standings, recordKey(community, group));
  const standing = stored?.value as Standing | undefined;
  return planOf(blueprint, state, group).map((difference) => ({
    ...difference,
    byBot: isByBot(difference, standing),
  }));
}
