import { findPerson } from '../accept/find-person.js';
import type { ActionOptions } from '../actions/action.js';
import type { Connection } from '../adapters/adapter.js';
import type { Community } from '../model/community.js';
import { collections, recordKey } from '../model/keys.js';
import type { PlatformRole } from '../model/membership.js';
import type { Person } from '../model/person.js';
import { allows, roleFromPlatform, rolesOf } from '../model/role.js';
import type { OutboxItem, Store } from '../store/store.js';
import type { Facts } from './facts.js';

type Reader = Pick<Store, 'get'>;
type Wish = NonNullable<ActionOptions['onBehalfOf']>;

const GONE = 'the role it rests on is gone: whoever asked for it may not do it any more';
const UNREADABLE =
  'the role of whoever asked for it cannot be read from the messenger now, so it is not done: try again';

/** The role the platform gives somebody now; undefined where it cannot be read. */
async function platformRole(
  person: Person,
  { adapter, chat }: Facts,
  connection: Connection,
): Promise<PlatformRole | 'none' | undefined> {
  const account = person.accounts.find((one) => one.adapter === adapter);
  if (account === undefined) return 'none';
  try {
    return await connection.readRole?.(chat.id, account.id);
  } catch {
    return undefined;
  }
}

async function judged(
  { permission }: Wish,
  person: Person,
  community: Community,
  facts: Facts,
  connection: Connection,
): Promise<string | undefined> {
  const known = rolesOf(community);
  if (allows(person.roles, permission, known)) return undefined;
  // Whatever holds in a group holds for those who are in it: only the messenger knows that.
  if (facts.group === undefined) return GONE;
  const role = await platformRole(person, facts, connection);
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
  connection: Connection,
  store: Reader,
): Promise<string | undefined> {
  const wish = item.options.onBehalfOf;
  if (wish === undefined) return undefined;
  const record = await store.get(collections.communities, recordKey(item.community));
  const person = await findPerson(store, item.community, wish.person);
  if (record === undefined || person === undefined) return GONE;
  return judged(wish, person, record.value as Community, facts, connection);
}
