import type { Blueprint, BlueprintPerson } from '../blueprint/blueprint.js';
import { groupSchema } from '../model/group.js';
import { type ChatRecord, collections, type IdMaker, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import type { Store, Write } from '../store/store.js';
import { adoptPerson } from './keep-model.js';

/** The id of a person the blueprint names. */
export function blueprintPersonId(ids: IdMaker, community: string, key: string): string {
  return ids('person', 'blueprint', community, key);
}

async function personWrites(
  person: BlueprintPerson,
  community: string,
  { store, ids }: { readonly store: Pick<Store, 'get'>; readonly ids: IdMaker },
): Promise<Write[]> {
  const id = blueprintPersonId(ids, community, person.key);
  const key = recordKey(community, id);
  const known = (await store.get(collections.people, key))?.value as Person | undefined;
  const language = known?.language ?? person.language;
  const value: Person = {
    id,
    name: person.name,
    accounts: [...person.accounts],
    roles: [...person.roles],
    hasWritten: known?.hasWritten ?? false,
    ...(language === undefined ? {} : { language }),
  };
  return [
    ...adoptPerson(community, value),
    { op: 'put', collection: collections.people, key, value },
  ];
}

/**
 * The records a blueprint stands for. Groups and people it does not name are left as they are; a
 * language somebody chose for themselves is kept.
 */
export async function blueprintWrites(
  blueprint: Blueprint,
  reader: { readonly store: Pick<Store, 'get'>; readonly ids: IdMaker },
): Promise<readonly Write[]> {
  const { community, groups, people } = blueprint;
  const writes: Write[] = [
    {
      op: 'put',
      collection: collections.communities,
      key: recordKey(community.key),
      value: community,
    },
  ];
  for (const group of groups) {
    const key = recordKey(community.key, group.key);
    writes.push({
      op: 'put',
      collection: collections.groups,
      key,
      value: groupSchema.parse(group),
    });
    if (group.chat === undefined) continue;
    const chat: ChatRecord = { community: community.key, group: group.key };
    const chatKey = recordKey(group.chat.adapter, group.chat.id);
    writes.push({ op: 'put', collection: collections.chats, key: chatKey, value: chat });
  }
  for (const person of people) writes.push(...(await personWrites(person, community.key, reader)));
  return writes;
}
