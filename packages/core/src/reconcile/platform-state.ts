import { groupsIn, membershipsIn } from '../handle/ask-model.js';
import type { Group } from '../model/group.js';
import { collections, recordKey } from '../model/keys.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person, PersonId } from '../model/person.js';
import type { GroupSettings, Standing } from '../model/standing.js';
import type { Store } from '../store/store.js';

/** How a group stands on its platform, as far as events have told. */
export interface GroupState {
  readonly group: Group;
  readonly settings: GroupSettings;
  readonly botRole?: PlatformRole;
  /** Whether a platform has told anything of it. */
  readonly seen: boolean;
  /** Who is in it; absent where the platform does not list the members. */
  readonly members?: ReadonlyMap<PersonId, PlatformRole>;
  /** When somebody made the invite link anew, ms UTC; absent when the bot knows the link. */
  readonly linkResetAt?: number;
}

/** How a community stands on its platforms. */
export interface PlatformState {
  readonly groups: readonly GroupState[];
  /** Everybody who is in one of the groups, or whom the blueprint names. */
  readonly people: readonly Person[];
}

type Reader = Pick<Store, 'get' | 'list'>;

/** The key under which it is kept which reset of a group's link is known. */
function knownLinkKey(community: string, group: string): string {
  return recordKey(community, group, 'reset');
}

async function readNumber(store: Reader, collection: string, key: string) {
  return (await store.get(collection, key))?.value as number | undefined;
}

async function linkResetAt(store: Reader, community: string, group: string) {
  const reset = await readNumber(store, collections.linkResets, recordKey(community, group));
  const known = await readNumber(store, collections.knownLinks, knownLinkKey(community, group));
  return reset !== undefined && reset > (known ?? 0) ? reset : undefined;
}

/** Reads how one group stands. */
async function readGroupState(store: Reader, community: string, group: Group): Promise<GroupState> {
  const key = recordKey(community, group.key);
  const standing = (await store.get(collections.standings, key))?.value as Standing | undefined;
  const botRole = (await store.get(collections.botRoles, key))?.value as PlatformRole | undefined;
  const isListed = (await store.get(collections.sizes, key)) !== undefined;
  const members = isListed ? await membershipsIn(store, community, group.key) : undefined;
  const resetAt = await linkResetAt(store, community, group.key);
  return {
    group,
    settings: standing?.settings ?? {},
    seen: standing !== undefined || botRole !== undefined,
    ...(botRole === undefined ? {} : { botRole }),
    ...(members === undefined
      ? {}
      : { members: new Map(members.map(({ person, role }) => [person, role])) }),
    ...(resetAt === undefined ? {} : { linkResetAt: resetAt }),
  };
}

/** Reads how a community stands, or only one group of it. */
export async function readPlatformState(
  store: Reader,
  community: string,
  only?: string,
): Promise<PlatformState> {
  const groups: GroupState[] = [];
  for (const group of await groupsIn(store, community)) {
    if (only !== undefined && group.key !== only) continue;
    groups.push(await readGroupState(store, community, group));
  }
  const people = await store.list(collections.people, `${recordKey(community)}/`);
  return {
    groups,
    people: people
      .map(({ value }) => value as Person)
      .filter(({ mergedInto }) => mergedInto === undefined),
  };
}
