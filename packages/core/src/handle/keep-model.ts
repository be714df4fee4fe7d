import { holderOf } from '../accept/account-holder.js';
import { actedByHand, notesByHand } from '../audit/by-hand.js';
import type { KapwaEvent } from '../events/event.js';
import type { Group } from '../model/group.js';
import { type ChatRecord, collections, type IdMaker, recordKey } from '../model/keys.js';
import type { LimitNear } from '../model/limits.js';
import { unknownIds } from '../model/one-person.js';
import type { Person } from '../model/person.js';
import type { Commit, InboxEntry, MaybePromise, Store, Write } from '../store/store.js';
import { adoptPerson, nobodyElseHas } from './adopt-person.js';
import { afterWriting, isNewsOf } from './after-writing.js';
import { type Change, noChange } from './change.js';
import { followAccountMove, followLoss } from './follow-account-move.js';
import { changesMembers, followMember, followReport } from './follow-members.js';
import { followMove } from './follow-move.js';
import { followCreation, followSettings } from './follow-settings.js';
import { followSize } from './follow-size.js';
import { followLinkStep, followParted } from './link-people.js';
import { followMerged, followMerging, followReveal, revealEntry } from './merge-people.js';
import type { ModelParts } from './model-parts.js';
import { accountOf, newPerson } from './read-actor.js';
import type { Scene } from './scene.js';

interface Reader {
  readonly store: Pick<Store, 'get'>;
  readonly ids: IdMaker;
}

const nothing: readonly never[] = [];

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

/** People who are mentioned before they ever wrote are people, too. */
async function mentioned(event: KapwaEvent, reader: Reader): Promise<readonly Person[]> {
  if (event.kind !== 'message.received') return nothing;
  const people: Person[] = [];
  for (const account of event.mentions) {
    const { person: id, community } = await holderOf(event.adapter, account, event.at, reader);
    if (community === undefined) people.push(newPerson(id, event.adapter, account, event.at));
  }
  return people;
}

/** Who is met for the first time, and that this is still so when it is kept. */
async function adoptNew(
  event: KapwaEvent,
  { unknown, actor, community }: Scene,
  reader: Reader,
): Promise<Required<Pick<Change, 'writes' | 'expect'>>> {
  const people = [
    ...(unknown.person && actor !== undefined ? [actor.person] : nothing),
    ...(await mentioned(event, reader)),
  ];
  const expect: Commit['expect'][number][] = [];
  for (const person of people) expect.push(...(await nobodyElseHas(person, reader.store)));
  return { writes: people.flatMap((person) => adoptPerson(community.key, person)), expect };
}

/** When and how somebody wrote to the bot, who is to be found there again. */
function followDirect(event: KapwaEvent, { community, actor, unknown }: Scene): readonly Write[] {
  if (event.kind !== 'message.received' || !event.chat.direct) return nothing;
  if (actor === undefined) return nothing;
  const { person } = actor;
  if (!unknown.person && !unknown.name && !isNewsOf(person, event)) return nothing;
  const key = recordKey(community.key, person.id);
  return [{ op: 'put', collection: collections.people, key, value: afterWriting(person, event) }];
}

/** Some platforms let a bot write for a while to somebody who asks to be let in. */
function followRequest(event: KapwaEvent, { community, actor }: Scene): Write[] {
  if (event.kind !== 'join.requested' || actor === undefined) return [];
  const key = recordKey(community.key, actor.person.id);
  return [{ op: 'max', collection: collections.askedToJoin, key, value: event.at }];
}

/** Where people are sent who have to write first. */
function followStartLink(event: KapwaEvent): Write[] {
  if (event.kind !== 'transport.changed' || event.startLink === undefined) return [];
  const { adapter, via = adapter, startLink: value } = event;
  return [{ op: 'put', collection: collections.startLinks, key: recordKey(via), value }];
}

/** A link somebody made anew is one the bot does not know; one it made itself it knows. */
function followLink(event: KapwaEvent, { community, group }: Scene): Write[] {
  if (event.kind !== 'group.changed' || event.linkReset !== true || group === undefined) return [];
  const collection = collections.linkResets;
  const key = recordKey(community.key, group.key);
  return event.byBot === true
    ? [{ op: 'delete', collection, key }]
    : [{ op: 'put', collection, key, value: event.at }];
}

/** Who is told by this report to have other ids than the kit knows; looked into in their own lane. */
function revealedBy(entry: InboxEntry, scene: Scene): readonly InboxEntry[] {
  const account = accountOf(entry.event);
  if (account?.aliases === undefined || scene.actor === undefined) return [];
  const { person } = scene.actor;
  const ids = [account.id, ...account.aliases];
  const isNews = unknownIds(person, entry.event.adapter, ids).length > 0;
  return isNews && !scene.unknown.person ? [revealEntry(entry, person.id, ids)] : [];
}

/** What core itself does at the events it has for itself. */
function followOwn(
  entry: InboxEntry,
  scene: Scene,
  parts: ModelParts,
): Change | Promise<Change> | undefined {
  const { event } = entry;
  switch (event.kind) {
    case 'account.moved':
      return scene.actor === undefined
        ? noChange
        : followAccountMove(event, entry, scene.actor.person, parts);
    case 'accounts.lost':
      return scene.actor === undefined
        ? noChange
        : followLoss(event, entry, scene.actor.person, parts.store);
    case 'accounts.revealed':
      return scene.actor === undefined
        ? noChange
        : followReveal(event, entry, scene.actor.person, parts.store);
    case 'person.merging':
      return followMerging(event, entry, parts);
    case 'person.merged':
      return followMerged(event, entry, parts.store);
    case 'person.parted':
      return followParted(event, entry, scene.group?.chat, parts.store);
    case 'plugin.posted':
      return followLinkStep(event, entry, scene.actor?.person, parts);
    default:
      return undefined;
  }
}

/** Nearly all messages: somebody known writes where they are known, and mentions nobody. */
function isUsual(event: KapwaEvent, { unknown }: Scene): boolean {
  return (
    event.kind === 'message.received' &&
    event.mentions.length === 0 &&
    event.from.aliases === undefined &&
    !(unknown.chat || unknown.person || unknown.membership)
  );
}

/**
 * Keeps the model true to what a platform reports: chats and people never seen are adopted, not
 * dropped; memberships and roles follow; two ids that turn out to be one account lead to one person.
 */
export function keepModel(
  entry: InboxEntry,
  scene: Scene,
  parts: ModelParts,
): MaybePromise<Change> {
  if (!isUsual(entry.event, scene)) return follow(entry, scene, parts);
  const writes = followDirect(entry.event, scene);
  return writes.length === 0 ? noChange : { writes, post: nothing };
}

async function follow(entry: InboxEntry, scene: Scene, parts: ModelParts): Promise<Change> {
  const { event } = entry;
  const own = followOwn(entry, scene, parts);
  if (own !== undefined) return own;
  const writes: Write[] = [];
  if (scene.unknown.chat && scene.group !== undefined) {
    writes.push(...adoptChat(scene.community.key, scene.group));
  }
  const { writes: adopted, expect } = await adoptNew(event, scene, parts);
  writes.push(
    ...adopted,
    ...followDirect(event, scene),
    ...followLink(event, scene),
    ...followRequest(event, scene),
    ...followStartLink(event),
  );
  const post = [...revealedBy(entry, scene)];
  const near: LimitNear[] = [];
  if (changesMembers(event, scene)) {
    writes.push(...(await followMember(event, scene, parts.store)));
  }
  if (event.kind === 'group.reported') {
    const change = await followReport(event, entry, scene, parts);
    writes.push(...change.writes);
    post.push(...change.post);
  }
  if (event.kind === 'group.reported' || changesMembers(event, scene)) {
    const change = await followSize(event, scene, parts);
    writes.push(...change.writes);
    near.push(...(change.near ?? []));
  }
  if (event.kind === 'group.reported' || event.kind === 'group.changed') {
    writes.push(...(await followSettings(event, scene, parts.store)));
  }
  if (event.kind === 'chat.moved') writes.push(...(await followMove(event, scene, parts.store)));
  if (event.kind === 'group.created') {
    writes.push(...(await followCreation(event, scene, parts.store)));
  }
  const audit = actedByHand(event) ? await notesByHand(event, scene, parts) : [];
  return {
    ...{ writes, post, expect },
    ...(near.length === 0 ? {} : { near }),
    ...(audit.length === 0 ? {} : { audit }),
  };
}
