import type { ChatMoved } from '../events/event.js';
import { type ChatRecord, collections, recordKey } from '../model/keys.js';
import type { Store, Write } from '../store/store.js';
import type { Scene } from './scene.js';

/**
 * Lets a group follow its chat to another id. The old id goes on leading to the group, for what was
 * told under it late; a group that was adopted under the new id before this came is given up.
 */
export async function followMove(
  { adapter, chat, to }: ChatMoved,
  { community, group }: Scene,
  store: Pick<Store, 'get'>,
): Promise<Write[]> {
  if (group === undefined || group.chat?.id === to) return [];
  const chatKey = recordKey(adapter, to);
  const known = (await store.get(collections.chats, chatKey))?.value as ChatRecord | undefined;
  const key = recordKey(community.key, group.key);
  const record: ChatRecord = { community: community.key, group: group.key };
  const writes: Write[] = [
    {
      op: 'put',
      collection: collections.groups,
      key,
      value: { ...group, chat: { adapter, id: to } },
    },
    { op: 'put', collection: collections.chats, key: chatKey, value: record },
    { op: 'put', collection: collections.movedChats, key: recordKey(adapter, chat.id), value: to },
  ];
  if (known !== undefined && known.group !== group.key) {
    const adopted = recordKey(known.community, known.group);
    writes.push({ op: 'delete', collection: collections.groups, key: adopted });
  }
  return writes;
}
