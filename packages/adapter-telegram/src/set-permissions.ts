import type { StepResult } from '@kapwa/core';
import { readFailure } from './errors.js';
import { groupEvent } from './group-event.js';
import { closed, opened } from './member-permissions.js';
import type { Permissions } from './memory.js';
import type { GroupReader } from './read-group.js';
import { type FullChat, fullChatSchema } from './wire.js';

type Body = Readonly<Record<string, unknown>>;

async function fullChat(chat: number, { api }: GroupReader): Promise<FullChat> {
  return fullChatSchema.parse(await api.getChat(chat));
}

/** Changes what members of a group may do. */
async function permit(chat: number, permissions: Permissions, { api }: GroupReader): Promise<void> {
  // In full, so that Telegram does not infer one from another.
  const exactly = { use_independent_chat_permissions: true };
  await api.setChatPermissions(chat, permissions, exactly).catch((error: unknown) => {
    // It stands so already.
    if (readFailure(error).kind !== 'ok') throw error;
  });
}

/** Closes a group to members, or opens it again as it was. */
export async function setPosting(params: Body, parts: GroupReader): Promise<StepResult> {
  const { memory } = parts;
  const chat = params.chat_id as number;
  const now = (await fullChat(chat, parts)).permissions ?? {};
  const closes = params.posting === 'admins';
  if (closes && now.can_send_messages === true) await memory.keepPermissions(chat, now);
  const before = closes ? undefined : await memory.permissions(chat);
  await permit(chat, closes ? closed(now) : opened(now, before), parts);
  return { kind: 'ok', reports: groupEvent(chat, parts, { posting: params.posting }) };
}

const PUBLIC: StepResult = {
  kind: 'refused',
  reason:
    'In a public group of Telegram only admins can change its name, description and picture, whatever members are allowed.',
};

/** Lets members change what the group says about itself, or only its admins. */
export async function setEditing(params: Body, parts: GroupReader): Promise<StepResult> {
  const chat = params.chat_id as number;
  const { editing } = params;
  const { permissions = {}, username } = await fullChat(chat, parts);
  if (editing === 'everyone' && username !== undefined) return PUBLIC;
  await permit(chat, { ...permissions, can_change_info: editing === 'everyone' }, parts);
  return { kind: 'ok', reports: groupEvent(chat, parts, { editing }) };
}

/** Lets members bring others into the group, or only its admins. */
export async function setAdding(params: Body, parts: GroupReader): Promise<StepResult> {
  const chat = params.chat_id as number;
  const { adding } = params;
  const { permissions = {} } = await fullChat(chat, parts);
  await permit(chat, { ...permissions, can_invite_users: adding === 'everyone' }, parts);
  return { kind: 'ok', reports: groupEvent(chat, parts, { adding }) };
}
