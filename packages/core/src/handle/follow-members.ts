import { holderOf } from '../accept/account-holder.js';
import type { AccountRef, GroupReported, KapwaEvent } from '../events/event.js';
import { type AccountRecord, collections, recordKey } from '../model/keys.js';
import type { Membership, PlatformRole } from '../model/membership.js';
import type { Person } from '../model/person.js';
import type { InboxEntry, Store, Write } from '../store/store.js';
import { adoptPerson } from './adopt-person.js';
import { type Change, noChange } from './change.js';
import { revealEntry } from './merge-people.js';
import type { ModelParts } from './model-parts.js';
import { newPerson } from './read-actor.js';
import type { Scene } from './scene.js';

function membershipWrite(scene: Scene, value: Membership): Write {
  const key = recordKey(scene.community.key, scene.group?.key ?? '', value.person);
  return { op: 'put', collection: collections.memberships, key, value };
}

/** Whether an event says something new of who is in its group. */
export function changesMembers({ kind }: KapwaEvent, { unknown }: Scene): boolean {
  if (kind === 'member.left' || kind === 'member.muted' || kind === 'role.changed') return true;
  return unknown.membership && (kind === 'member.joined' || kind === 'message.received');
}

/** Keeps true who is in the group of an event, and in which role. */
export async function followMember(
  event: KapwaEvent,
  scene: Scene,
  store: Pick<Store, 'get'>,
): Promise<Write[]> {
  const { actor, group, community } = scene;
  if (actor === undefined || group === undefined) return [];
  const person = actor.person.id;
  const key = recordKey(community.key, group.key, person);
  if (event.kind === 'member.left') {
    return [{ op: 'delete', collection: collections.memberships, key }];
  }
  if (event.kind === 'role.changed') {
    const known = (await store.get(collections.memberships, key))?.value as Membership | undefined;
    const since = known?.since ?? event.at;
    // Whoever becomes an admin may write.
    const muted = event.role === 'member' && known?.muted === true ? { muted: true } : {};
    return [membershipWrite(scene, { person, role: event.role, since, ...muted })];
  }
  if (event.kind === 'member.muted') {
    const known = (await store.get(collections.memberships, key))?.value as Membership | undefined;
    const { role = 'member', since = event.at } = known ?? {};
    const muted = event.muted ? { muted: true } : {};
    return [membershipWrite(scene, { person, role, since, ...muted })];
  }
  return [membershipWrite(scene, { person, role: 'member', since: event.at })];
}

/** Where a report names several ids of one account, of which one is somebody else's or nobody's yet. */
async function isRevealing(
  account: AccountRef,
  adapter: string,
  person: string,
  store: Pick<Store, 'get'>,
): Promise<boolean> {
  for (const alias of account.aliases ?? []) {
    const key = recordKey(adapter, alias);
    const known = (await store.get(collections.accounts, key))?.value as AccountRecord | undefined;
    if (known?.person !== person) return true;
  }
  return false;
}

/** Who is in the group now: changed where the report says so, gone where it does not name them. */
async function followReportedMembers(
  event: GroupReported,
  entry: InboxEntry,
  scene: Scene,
  parts: ModelParts,
): Promise<Change> {
  const { store } = parts;
  const { members } = event;
  const group = scene.group?.key;
  if (members === undefined || group === undefined) return noChange;
  const community = scene.community.key;
  const under = `${recordKey(community, group)}/`;
  const before = new Map(
    (await store.list(collections.memberships, under)).map(({ key, value }) => [
      key,
      value as Membership,
    ]),
  );
  const writes: Write[] = [];
  const post: InboxEntry[] = [];
  for (const { account, role } of members) {
    const holder = await holderOf(event.adapter, account, event.at, parts);
    const { person } = holder;
    const wasMet = holder.community !== undefined;
    const isKnown =
      wasMet && (await store.get(collections.people, recordKey(community, person))) !== undefined;
    if (!isKnown) {
      const adopted: Person = newPerson(person, event.adapter, account, event.at);
      writes.push(...adoptPerson(community, adopted));
    }
    if (wasMet && (await isRevealing(account, event.adapter, person, store))) {
      post.push(revealEntry(entry, person, [account.id, ...(account.aliases ?? [])]));
    }
    const key = recordKey(community, group, person);
    const was = before.get(key);
    before.delete(key);
    if (was?.role === role) continue;
    const muted = role === 'member' && was?.muted === true ? { muted: true } : {};
    writes.push(membershipWrite(scene, { person, role, since: was?.since ?? event.at, ...muted }));
  }
  const gone = botIsOut(event) ? [] : [...before.keys()];
  for (const key of gone) writes.push({ op: 'delete', collection: collections.memberships, key });
  return { writes, post };
}

/** A bot that is out of a group is not told who is in it. */
function botIsOut({ botRole, members }: GroupReported): boolean {
  return botRole === undefined && members?.length === 0;
}

function botRoleWrite(key: string, role: PlatformRole | undefined): Write {
  const collection = collections.botRoles;
  return role === undefined
    ? { op: 'delete', collection, key }
    : { op: 'put', collection, key, value: role };
}

/** Keeps true how a group stands on its platform: the bot's role, who may post, who is in it. */
export async function followReport(
  event: GroupReported,
  entry: InboxEntry,
  scene: Scene,
  parts: ModelParts,
): Promise<Change> {
  const { community, group } = scene;
  if (group === undefined) return noChange;
  const key = recordKey(community.key, group.key);
  const writes: Write[] = [botRoleWrite(key, event.botRole)];
  if (event.posting !== undefined && event.posting !== group.posting) {
    const value = { ...group, posting: event.posting };
    writes.push({ op: 'put', collection: collections.groups, key, value });
  }
  const members = await followReportedMembers(event, entry, scene, parts);
  return { writes: [...writes, ...members.writes], post: members.post };
}
