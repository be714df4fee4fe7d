import type { GroupChanged, GroupCreated, GroupReported } from '../events/event.js';
import type { Group } from '../model/group.js';
import { type ChatRecord, collections, recordKey } from '../model/keys.js';
import {
  type GroupSetting,
  groupSettings,
  type Standing,
  settingsIn,
  unknownStanding,
} from '../model/standing.js';
import type { Store, Write } from '../store/store.js';
import { renamedWrites } from './apply-groups.js';
import type { Scene } from './scene.js';

type Reader = Pick<Store, 'get'>;

/** Only what people did counts: by that the bot knows that it must not put things back. */
function byHand(before: Standing, event: GroupReported | GroupChanged): Standing['byHand'] {
  if (event.kind === 'group.reported' || event.byBot === true) return before.byHand;
  const changed = groupSettings.filter((setting) => event[setting] !== undefined);
  const counts = changed.map((setting): [GroupSetting, number] => [
    setting,
    (before.byHand[setting] ?? 0) + 1,
  ]);
  return { ...before.byHand, ...Object.fromEntries(counts) };
}

/** What the bot has set itself is no drift, however it differs from the blueprint. */
function byBot(before: Standing, event: GroupReported | GroupChanged): Pick<Standing, 'byBot'> {
  const isOwn = event.kind === 'group.changed' && event.byBot === true;
  if (isOwn) return { byBot: { ...before.byBot, ...settingsIn(event) } };
  return before.byBot === undefined ? {} : { byBot: before.byBot };
}

/** The group itself, where the event changes who may write there. */
function groupAfter(group: Group, event: GroupReported | GroupChanged): Group {
  const { posting, suspended = group.suspended === true } = event;
  const { suspended: was = false, ...rest } = group;
  const isClosed = suspended ? { suspended } : {};
  const after: Group =
    event.kind === 'group.changed' && posting !== undefined
      ? { ...rest, posting, ...isClosed }
      : { ...rest, ...isClosed };
  return suspended === was && after.posting === group.posting ? group : after;
}

/** Keeps what is known of a group's settings true to what its platform tells. */
export async function followSettings(
  event: GroupReported | GroupChanged,
  { community, group }: Scene,
  store: Reader,
): Promise<Write[]> {
  if (group === undefined) return [];
  const key = recordKey(community.key, group.key);
  const stored = await store.get(collections.standings, key);
  const before = (stored?.value as Standing | undefined) ?? unknownStanding;
  const name = event.chat.title;
  const told = settingsIn(name === undefined ? event : { name, ...event });
  const value: Standing = {
    settings: { ...before.settings, ...told },
    byHand: byHand(before, event),
    ...byBot(before, event),
  };
  const writes: Write[] = [{ op: 'put', collection: collections.standings, key, value }];
  const changed = groupAfter(group, event);
  if (changed !== group) {
    writes.push({ op: 'put', collection: collections.groups, key, value: changed });
  }
  return writes;
}

/** Ties a group to the chat that was made for it, also where a report of the chat came first. */
export async function followCreation(
  event: GroupCreated,
  { community, group }: Scene,
  store: Pick<Store, 'get' | 'list'>,
): Promise<Write[]> {
  if (group === undefined) return [];
  const chat = { adapter: event.adapter, id: event.chat.id };
  const chatKey = recordKey(chat.adapter, chat.id);
  const known = (await store.get(collections.chats, chatKey))?.value as ChatRecord | undefined;
  const key = recordKey(community.key, group.key);
  const record: ChatRecord = { community: community.key, group: group.key };
  const writes: Write[] = [
    { op: 'put', collection: collections.groups, key, value: { ...group, chat } },
    { op: 'put', collection: collections.chats, key: chatKey, value: record },
  ];
  if (known !== undefined && known.group !== group.key) {
    writes.push(...(await renamedWrites(community.key, known.group, group.key, store)));
  }
  return writes;
}
