import { findAccount, newPersonId } from '../accept/place.js';
import type { AccountRef, GroupReported, KapwaEvent } from '../events/event.js';
import type { Group } from '../model/group.js';
import {
  type AccountRecord,
  type ChatRecord,
  collections,
  type IdMaker,
  recordKey,
} from '../model/keys.js';
import type { Membership, PlatformRole } from '../model/membership.js';
import type { Person } from '../model/person.js';
import type { InboxEntry, Store, Write } from '../store/store.js';
import { newPerson, type Scene } from './scene.js';

interface Reader {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

function adoptChat(community: string, group: Group): Write[] {
  if (group.chat === undefined) return [];
  const chat: ChatRecord = { community, group: group.key };
  return [
    {
      op: 'putIfAbsent',
      collection: collections.groups,
      key: recordKey(community, group.key),
      value: group,
    },
    {
      op: 'putIfAbsent',
      collection: collections.chats,
      key: recordKey(group.chat.adapter, group.chat.id),
      value: chat,
    },
  ];
}

/** Records for a person met for the first time: the account leads to them, whatever id is used. */
export function adoptPerson(community: string, person: Person): Write[] {
  const account: AccountRecord = { person: person.id, community };
  const ids = person.accounts.flatMap(({ adapter, id, aliases }) =>
    [id, ...(aliases ?? [])].map((one) => recordKey(adapter, one)),
  );
  return [
    {
      op: 'putIfAbsent',
      collection: collections.people,
      key: recordKey(community, person.id),
      value: person,
    },
    ...ids.map(
      (key): Write => ({
        op: 'putIfAbsent',
        collection: collections.accounts,
        key,
        value: account,
      }),
    ),
  ];
}

function membershipWrite(scene: Scene, person: string, role: PlatformRole, at: number): Write {
  const value: Membership = { person, role, since: at };
  return {
    op: 'put',
    collection: collections.memberships,
    key: recordKey(scene.community.key, scene.group?.key ?? '', person),
    value,
  };
}

function followMember(event: KapwaEvent, scene: Scene): Write[] {
  const { actor, group, unknown } = scene;
  if (actor === undefined || group === undefined) return [];
  const { id } = actor.person;
  if (event.kind === 'member.left') {
    const key = recordKey(scene.community.key, group.key, id);
    return [{ op: 'delete', collection: collections.memberships, key }];
  }
  if (event.kind === 'role.changed') return [membershipWrite(scene, id, event.role, event.at)];
  const takesPart = event.kind === 'member.joined' || event.kind === 'message.received';
  return takesPart && unknown.membership ? [membershipWrite(scene, id, 'member', event.at)] : [];
}

/** People who are mentioned before they ever wrote are people, too. */
async function adoptMentioned(event: KapwaEvent, scene: Scene, reader: Reader): Promise<Write[]> {
  if (event.kind !== 'message.received') return [];
  const writes: Write[] = [];
  for (const account of event.mentions) {
    if ((await findAccount(reader.store, event.adapter, account)) !== undefined) continue;
    const id = newPersonId(reader.ids, event.adapter, account.id);
    writes.push(...adoptPerson(scene.community.key, newPerson(id, event.adapter, account)));
  }
  return writes;
}

function followDirect(event: KapwaEvent, scene: Scene): Write[] {
  const { actor } = scene;
  if (event.kind !== 'message.received' || !event.chat.direct || actor === undefined) return [];
  const name = event.from.name ?? actor.person.name;
  if (!scene.unknown.person && actor.person.hasWritten && actor.person.name === name) return [];
  return [
    {
      op: 'put',
      collection: collections.people,
      key: recordKey(scene.community.key, actor.person.id),
      value: { ...actor.person, name, hasWritten: true },
    },
  ];
}

async function followReport(event: GroupReported, scene: Scene, reader: Reader): Promise<Write[]> {
  const { community, group } = scene;
  if (group === undefined) return [];
  const writes: Write[] = [];
  const key = recordKey(community.key, group.key);
  if (event.botRole !== undefined) {
    writes.push({ op: 'put', collection: collections.botRoles, key, value: event.botRole });
  }
  if (event.posting !== undefined && event.posting !== group.posting) {
    writes.push({
      op: 'put',
      collection: collections.groups,
      key,
      value: { ...group, posting: event.posting },
    });
  }
  for (const { account, role } of event.members ?? []) {
    const id = await personIdOf(account, event.adapter, reader);
    const accounts = [
      { adapter: event.adapter, id: account.id, aliases: [...(account.aliases ?? [])] },
    ];
    const person: Person = { id, name: account.name ?? '', accounts, roles: [], hasWritten: false };
    writes.push(...adoptPerson(community.key, person), membershipWrite(scene, id, role, event.at));
  }
  return writes;
}

async function personIdOf(
  account: AccountRef,
  adapter: string,
  { store, ids }: Reader,
): Promise<string> {
  const known = await findAccount(store, adapter, account);
  return known?.person ?? newPersonId(ids, adapter, account.id);
}

/**
 * Keeps the model true to what a platform reports: chats and people never seen are adopted, not
 * dropped; memberships and roles follow.
 */
export async function keepModel(
  entry: InboxEntry,
  scene: Scene,
  reader: Reader,
): Promise<readonly Write[]> {
  const { event } = entry;
  const writes: Write[] = [];
  if (scene.unknown.chat && scene.group !== undefined) {
    writes.push(...adoptChat(scene.community.key, scene.group));
  }
  if (scene.unknown.person && scene.actor !== undefined) {
    writes.push(...adoptPerson(scene.community.key, scene.actor.person));
  }
  writes.push(...followMember(event, scene), ...followDirect(event, scene));
  writes.push(...(await adoptMentioned(event, scene, reader)));
  if (event.kind === 'group.reported') writes.push(...(await followReport(event, scene, reader)));
  return writes;
}
