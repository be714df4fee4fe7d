import type { Blueprint, BlueprintGroup } from '../blueprint/blueprint.js';
import type { ChatAddress, Group } from '../model/group.js';
import { type ChatRecord, collections, recordKey } from '../model/keys.js';
import type { Membership } from '../model/membership.js';
import type { Standing } from '../model/standing.js';
import type { Store, Write } from '../store/store.js';

type Reader = Pick<Store, 'get' | 'list'>;

async function read<Value>(store: Reader, collection: string, key: string) {
  return (await store.get(collection, key))?.value as Value | undefined;
}

/** The address a chat has now: the file may still have the one from before it moved. */
async function followed(chat: ChatAddress, store: Reader): Promise<ChatAddress> {
  const key = recordKey(chat.adapter, chat.id);
  const id = await read<string>(store, collections.movedChats, key);
  return id === undefined ? chat : { ...chat, id };
}

/** What a blueprint says of a group besides what it is. */
const wishes: Readonly<Record<Exclude<keyof BlueprintGroup, keyof Group>, true>> = {
  admins: true,
  roles: true,
  editing: true,
  adding: true,
  approval: true,
  disappearing: true,
};

function withoutWishes(wanted: BlueprintGroup): Group {
  const rest = Object.entries(wanted).filter(([name]) => !(name in wishes));
  return Object.fromEntries(rest) as unknown as Group;
}

/** A group as the blueprint wants it, with what only its platform can say left as it is. */
async function groupRecord(
  community: string,
  wanted: BlueprintGroup,
  store: Reader,
): Promise<Group> {
  const key = recordKey(community, wanted.key);
  const known = await read<Group>(store, collections.groups, key);
  const standing = await read<Standing>(store, collections.standings, key);
  const group = withoutWishes(wanted);
  const chat = group.chat === undefined ? known?.chat : await followed(group.chat, store);
  return {
    ...group,
    posting: standing?.settings.posting ?? group.posting,
    ...(chat === undefined ? {} : { chat }),
    ...(known?.suspended === true ? { suspended: true } : {}),
  };
}

/** Records kept under a group's key, for a chat that had been adopted under another. */
const ofGroup = [collections.standings, collections.botRoles, collections.sizes];

/** What was learned of an adopted chat stays with it when it becomes a group of the blueprint. */
export async function renamedWrites(
  community: string,
  from: string,
  to: string,
  store: Reader,
): Promise<Write[]> {
  const [before, after] = [recordKey(community, from), recordKey(community, to)];
  const writes: Write[] = [{ op: 'delete', collection: collections.groups, key: before }];
  for (const collection of ofGroup) {
    const value = await read<unknown>(store, collection, before);
    if (value === undefined) continue;
    writes.push({ op: 'delete', collection, key: before });
    writes.push({ op: 'put', collection, key: after, value });
  }
  for (const { key, value } of await store.list(collections.memberships, `${before}/`)) {
    const { person } = value as Membership;
    const collection = collections.memberships;
    writes.push({ op: 'delete', collection, key });
    writes.push({ op: 'put', collection, key: recordKey(community, to, person), value });
  }
  return writes;
}

async function chatWrites(community: string, group: Group, store: Reader): Promise<Write[]> {
  if (group.chat === undefined) return [];
  const key = recordKey(group.chat.adapter, group.chat.id);
  const known = await read<ChatRecord>(store, collections.chats, key);
  const value: ChatRecord = { community, group: group.key };
  const writes: Write[] = [{ op: 'put', collection: collections.chats, key, value }];
  if (known === undefined || known.community !== community || known.group === group.key) {
    return writes;
  }
  const other = await read<Group>(store, collections.groups, recordKey(community, known.group));
  const isNamed = other?.adopted === true;
  return isNamed
    ? [...writes, ...(await renamedWrites(community, known.group, group.key, store))]
    : writes;
}

/** A group the blueprint no longer names: its chat is still there, so it is kept as adopted. */
async function droppedWrites(community: string, group: string, store: Reader): Promise<Write[]> {
  const key = recordKey(community, group);
  const known = await read<Group>(store, collections.groups, key);
  if (known === undefined) return [];
  const collection = collections.groups;
  if (known.chat === undefined) return [{ op: 'delete', collection, key }];
  return [{ op: 'put', collection, key, value: { ...known, listed: false, adopted: true } }];
}

/** The records of the groups a blueprint names, and of those it no longer does. */
export async function groupWrites(
  { community, groups }: Blueprint,
  before: Blueprint | undefined,
  store: Reader,
): Promise<readonly Write[]> {
  const writes: Write[] = [];
  const named = new Set(groups.map(({ key }) => key));
  for (const { key } of before?.groups ?? []) {
    if (!named.has(key)) writes.push(...(await droppedWrites(community.key, key, store)));
  }
  for (const wanted of groups) {
    const group = await groupRecord(community.key, wanted, store);
    const key = recordKey(community.key, group.key);
    writes.push(...(await chatWrites(community.key, group, store)));
    writes.push({ op: 'put', collection: collections.groups, key, value: group });
  }
  return writes;
}
