import { findPerson } from '../accept/find-person.js';
import type { ActionOptions } from '../actions/action.js';
import type { Adapter, Connection } from '../adapters/adapter.js';
import { idOn } from '../adapters/ways.js';
import type { Community } from '../model/community.js';
import { collections, recordKey } from '../model/keys.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person } from '../model/person.js';
import { allows, roleFromPlatform, rolesOf } from '../model/role.js';
import type { OutboxItem, Store } from '../store/store.js';
import type { Facts } from './facts.js';

/** Where roles are read. */
export interface WishParts {
  readonly adapter: Adapter;
  readonly connection: Connection;
  readonly store: Pick<Store, 'get'>;
}

type Wish = NonNullable<ActionOptions['onBehalfOf']>;

const GONE = 'the role it rests on is gone: whoever asked for it may not do it any more';
const UNREADABLE =
  'the role of whoever asked for it cannot be read from the messenger now, so it is not done: try again';

/** The role the platform gives somebody now; undefined where it cannot be read. */
async function platformRole(
  person: Person,
  { chat }: Facts,
  { adapter, connection }: WishParts,
): Promise<PlatformRole | 'none' | undefined> {
  const account = idOn(adapter, person);
  if (account === undefined) return 'none';
  try {
    return await connection.readRole?.(chat.id, account);
  } catch {
    return undefined;
  }
}

async function judged(
  { permission }: Wish,
  person: Person,
  community: Community,
  facts: Facts,
  parts: WishParts,
): Promise<string | undefined> {
  const known = rolesOf(community);
  if (allows(person.roles, permission, known)) return undefined;
  // Whatever holds in a group holds for those who are in it: only the messenger knows that.
  if (facts.group === undefined) return GONE;
  const role = await platformRole(person, facts, parts);
  if (role === undefined) return UNREADABLE;
  if (role === 'none') return GONE;
  const named = person.groupRoles?.[facts.group.key] ?? [];
  const roles = [...person.roles, ...named, 'member', roleFromPlatform(role)];
  return allows(roles, permission, known) ? undefined : GONE;
}

/**
 * Why an action is not to be done on somebody's behalf: their role is gone or cannot be read.
 * Undefined where nothing is against it.
 *
 * Read right before acting, never from what was known before: the role of the platform from the
 * platform, named roles from the store.
 */
export async function againstWish(
  item: OutboxItem,
  facts: Facts,
  parts: WishParts,
): Promise<string | undefined> {
  const { store } = parts;
  const wish = item.options.onBehalfOf;
  if (wish === undefined) return undefined;
  const record = await store.get(collections.communities, recordKey(item.community));
  const person = await findPerson(store, item.community, wish.person);
  if (record === undefined || person === undefined) return GONE;
  return judged(wish, person, record.value as Community, facts, parts);
}
