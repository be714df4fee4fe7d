import type { Blueprint, BlueprintPerson } from '../blueprint/blueprint.js';
import { type AccountRecord, collections, type IdMaker, recordKey } from '../model/keys.js';
import { accountNow } from '../model/moved-account.js';
import { idsOf, wasTheirs } from '../model/one-person.js';
import type { Account, FormerAccount, Person, PersonId } from '../model/person.js';
import { rolesAfter } from '../model/role.js';
import type { InboxEntry, Store, Write } from '../store/store.js';
import type { Change } from './change.js';
import { mergingEntry } from './merge-people.js';

interface Parts {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

/** The id of a person the blueprint names. */
function blueprintPersonId(ids: IdMaker, community: string, key: string): PersonId {
  return ids('person', 'blueprint', community, key);
}

function isSame(one: Account, other: Account): boolean {
  return one.adapter === other.adapter && one.id === other.id;
}

/** An account as written, under the ids it has by now; none where it is somebody else's by now. */
function writtenAccount(account: Account, known: Person | undefined): Account[] {
  if (known !== undefined && wasTheirs(known, account.adapter, account.id)) {
    const now = accountNow(known, account.adapter, account.id);
    return now === undefined ? [] : [{ ...now, named: true }];
  }
  const aliases = known?.accounts.find((one) => isSame(one, account))?.aliases;
  return [{ ...account, named: true, ...(aliases === undefined ? {} : { aliases }) }];
}

/** The accounts as written, with the other ids a platform told of each, and accounts it told of. */
function accountsOf(wanted: BlueprintPerson, known: Person | undefined): Account[] {
  const kept = known?.accounts ?? [];
  const written: Account[] = [];
  for (const account of wanted.accounts.flatMap((one) => writtenAccount(one, known))) {
    if (!written.some((one) => isSame(one, account))) written.push(account);
  }
  const told = kept.filter(
    (account) => account.named !== true && !written.some((one) => isSame(one, account)),
  );
  return [...written, ...told];
}

function rolesIn(blueprint: Blueprint | undefined, group: string, person: string) {
  return blueprint?.groups.find(({ key }) => key === group)?.roles?.[person] ?? [];
}

/**
 * The person with the roles the blueprint gives in groups. What the blueprint changes since it was
 * loaded last is changed; what was given or taken by command stays as it is.
 */
function withGroupRoles(
  person: Person,
  key: string,
  blueprint: Blueprint,
  before: Blueprint | undefined,
): Person {
  const { groupRoles = {}, ...rest } = person;
  const keys = new Set([...Object.keys(groupRoles), ...blueprint.groups.map((one) => one.key)]);
  const after = [...keys].flatMap((group): [string, string[]][] => {
    const [was, wanted] = [rolesIn(before, group, key), rolesIn(blueprint, group, key)];
    const kept = (groupRoles[group] ?? []).filter(
      (role) => wanted.includes(role) || !was.includes(role),
    );
    const given = wanted.filter((role) => !was.includes(role));
    const roles = [...new Set([...kept, ...given])];
    return roles.length === 0 ? [] : [[group, roles]];
  });
  return after.length === 0 ? rest : { ...rest, groupRoles: Object.fromEntries(after) };
}

/** Whoever is given an id that was not written before has it again, whatever a platform said of it. */
function withoutWrittenAnew(
  wanted: BlueprintPerson,
  before: BlueprintPerson | undefined,
  known: Person | undefined,
): Person | undefined {
  if (known?.former === undefined || before === undefined) return known;
  const isIn = (list: readonly Account[], one: FormerAccount): boolean =>
    list.some(({ adapter, id }) => adapter === one.adapter && id === one.id);
  const former = known.former.filter(
    (one) => !isIn(wanted.accounts, one) || isIn(before.accounts, one),
  );
  return { ...known, former };
}

function personRecord(
  wanted: BlueprintPerson,
  id: PersonId,
  known: Person | undefined,
  at: number,
): Person {
  const language = known?.language ?? wanted.language;
  const kept = known ?? { hasWritten: false, since: at };
  return {
    ...kept,
    id,
    key: wanted.key,
    name: wanted.name,
    accounts: accountsOf(wanted, known),
    roles: rolesAfter(wanted.roles, known?.roleChanges),
    ...(language === undefined ? {} : { language }),
  };
}

/** An account that the blueprint gave to somebody and no longer does leads to them no more. */
async function droppedAccounts(
  known: Person | undefined,
  accounts: readonly Account[],
  { store }: Parts,
): Promise<Write[]> {
  const dropped = (known?.accounts ?? []).filter(
    (account) => !accounts.some((one) => isSame(one, account)),
  );
  const writes: Write[] = [];
  for (const account of dropped) {
    for (const id of idsOf(account)) {
      const key = recordKey(account.adapter, id);
      const record = await store.get(collections.accounts, key);
      const leadsTo = (record?.value as AccountRecord | undefined)?.person;
      if (leadsTo !== known?.id) continue;
      writes.push({ op: 'delete', collection: collections.accounts, key });
    }
  }
  return writes;
}

/** Accounts lead to the person who has them; somebody met before by one of them is that person. */
async function accountWrites(person: Person, entry: InboxEntry, { store }: Parts): Promise<Change> {
  const community = entry.place.community;
  const writes: Write[] = [];
  const post = new Map<string, InboxEntry>();
  for (const account of person.accounts) {
    for (const id of idsOf(account)) {
      const key = recordKey(account.adapter, id);
      const record = (await store.get(collections.accounts, key))?.value;
      const known = record as AccountRecord | undefined;
      if (known?.person === person.id) continue;
      const value: AccountRecord = { person: person.id, community };
      const other =
        known === undefined
          ? undefined
          : ((await store.get(collections.people, recordKey(community, known.person)))?.value as
              | Person
              | undefined);
      if (other !== undefined && other.key === undefined && other.mergedInto === undefined) {
        post.set(other.id, mergingEntry(entry, other.id, person.id));
      } else {
        writes.push({ op: 'put', collection: collections.accounts, key, value });
      }
    }
  }
  return { writes, post: [...post.values()] };
}

/** Somebody the blueprint no longer names is a member like others. */
async function unnamedWrites(
  key: string,
  blueprint: Blueprint,
  before: Blueprint,
  parts: Parts,
): Promise<Write[]> {
  const community = blueprint.community.key;
  const place = recordKey(community, blueprintPersonId(parts.ids, community, key));
  const known = (await parts.store.get(collections.people, place))?.value as Person | undefined;
  if (known === undefined) return [];
  const { key: _key, ...rest } = withGroupRoles(known, key, blueprint, before);
  const accounts = known.accounts.map(({ named: _named, ...account }) => account);
  const value: Person = { ...rest, accounts, roles: rolesAfter([], known.roleChanges) };
  return [{ op: 'put', collection: collections.people, key: place, value }];
}

/** The records of the people a blueprint names, and of those it no longer does. */
export async function followPeople(
  blueprint: Blueprint,
  before: Blueprint | undefined,
  entry: InboxEntry,
  parts: Parts,
): Promise<Change> {
  const community = blueprint.community.key;
  const { at } = entry.event;
  const named = new Set(blueprint.people.map(({ key }) => key));
  const [dropped, writes, post]: [Write[], Write[], InboxEntry[]] = [[], [], []];
  for (const { key } of before?.people ?? []) {
    if (before === undefined || named.has(key)) continue;
    dropped.push(...(await unnamedWrites(key, blueprint, before, parts)));
  }
  for (const wanted of blueprint.people) {
    const id = blueprintPersonId(parts.ids, community, wanted.key);
    const key = recordKey(community, id);
    const stored = (await parts.store.get(collections.people, key))?.value as Person | undefined;
    const last = before?.people.find((one) => one.key === wanted.key);
    const known = withoutWrittenAnew(wanted, last, stored);
    const record = personRecord(wanted, id, known, at);
    const person = withGroupRoles(record, wanted.key, blueprint, before);
    dropped.push(...(await droppedAccounts(known, person.accounts, parts)));
    const accounts = await accountWrites(person, entry, parts);
    writes.push(...accounts.writes, {
      op: 'put',
      collection: collections.people,
      key,
      value: person,
    });
    post.push(...accounts.post);
  }
  return { writes: [...dropped, ...writes], post };
}
