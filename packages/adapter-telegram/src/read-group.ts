import type { GroupReported, PlatformEvent } from '@kapwa/core';
import type { Api } from 'grammy';
import { z } from 'zod';
import { rightsIn } from './member-permissions.js';
import type { Memory } from './memory.js';
import { accountOf, isPresent, roleOf } from './people.js';
import { chatMemberSchema, type FullChat, fullChatSchema } from './wire.js';

/** How a group stands, with who its admins are. */
export interface GroupReading {
  readonly report: Omit<GroupReported, 'kind' | 'id' | 'at' | 'adapter' | 'chat'>;
  readonly events: readonly PlatformEvent[];
}

/** What reading a group needs. */
export interface GroupReader {
  readonly api: Api;
  readonly adapter: string;
  readonly bot: number;
  readonly memory: Memory;
  now(): number;
}

function settingsOf(chat: FullChat): GroupReading['report'] {
  return {
    ...(chat.title !== undefined && { name: chat.title }),
    description: chat.description ?? '',
    disappearing: (chat.message_auto_delete_time ?? 0) * 1000,
    approval: chat.join_by_request === true,
    linked: chat.community !== undefined,
    ...rightsIn(chat),
  };
}

/**
 * Asks Telegram how a group stands: its settings, the bot's place in it, and its admins. Telegram
 * lists nobody else. Rejects with what Telegram refused.
 */
export async function readGroup(
  chat: number | string,
  { api, adapter, bot, memory, now }: GroupReader,
): Promise<GroupReading> {
  const [full, admins, own] = await Promise.all([
    api.getChat(chat).then((answer) => fullChatSchema.parse(answer)),
    api.getChatAdministrators(chat).then((answer) => z.array(chatMemberSchema).parse(answer)),
    api.getChatMember(chat, bot).then((answer) => chatMemberSchema.parse(answer)),
  ]);
  const role = isPresent(own) ? roleOf(own) : undefined;
  memory.setAdmin(full.id, role === 'admin' || role === 'owner');
  const at = now();
  const title = full.title === undefined ? {} : { title: full.title };
  const place = { at, adapter, chat: { id: memory.knownAs(full.id), direct: false, ...title } };
  const report = { ...settingsOf(full), ...(role === undefined ? {} : { botRole: role }) };
  const id = `read:${full.id}:${at}`;
  const people = admins.filter(({ user }) => !user.is_bot);
  for (const { user } of people) memory.meet(user);
  return {
    report,
    events: [
      { kind: 'group.reported', id, ...place, ...report },
      ...people.map((one): PlatformEvent => {
        const role = roleOf(one);
        const member = accountOf(one.user);
        return { kind: 'role.changed', id: `${id}:${one.user.id}`, ...place, member, role };
      }),
    ],
  };
}
