import type { PlatformEvent, StepResult } from '@kapwa/core';
import { closed, memberPermissions } from './member-permissions.js';
import type { Permissions } from './memory.js';
import { isMuted, isPresent } from './people.js';
import type { GroupReader } from './read-group.js';
import { chatMemberSchema, fullChatSchema } from './wire.js';

type Body = Readonly<Record<string, unknown>>;

interface Wanted {
  readonly chat: number;
  readonly user: number;
}

const wantedIn = ({ chat_id, user_id }: Body): Wanted => ({
  chat: chat_id as number,
  user: user_id as number,
});

/** Telegram tells of it only where the bot is an admin, and hears of it late in a host's bot. */
function told(
  { chat, user }: Wanted,
  muted: boolean,
  parts: GroupReader,
): readonly PlatformEvent[] {
  const { adapter, memory, now } = parts;
  const id = memory.knownAs(chat);
  const at = now();
  return [
    {
      kind: 'member.muted',
      id: `own:${id}:${at}:${user}:${muted}`,
      at,
      adapter,
      chat: { id, direct: false },
      member: { id: String(user) },
      muted,
      byBot: true,
    },
  ];
}

async function restrict(
  { chat, user }: Wanted,
  permissions: Permissions,
  { api }: GroupReader,
): Promise<void> {
  // In full, so that Telegram does not infer one from another.
  await api.restrictChatMember(chat, user, permissions, { use_independent_chat_permissions: true });
}

const OUT: StepResult = { kind: 'refused', reason: 'The person is not in the group.' };
const ADMIN: StepResult = { kind: 'refused', reason: 'An admin of a group cannot be muted.' };

/** Lets somebody read and not write, and keeps in mind what they could send before. */
export async function mute(params: Body, parts: GroupReader): Promise<StepResult> {
  const wanted = wantedIn(params);
  const { chat, user } = wanted;
  const { api, memory } = parts;
  const member = chatMemberSchema.parse(await api.getChatMember(chat, user));
  if (member.status === 'creator' || member.status === 'administrator') return ADMIN;
  if (!isPresent(member)) return OUT;
  const isRestricted = member.status === 'restricted';
  const now = isRestricted
    ? memberPermissions(member)
    : (fullChatSchema.parse(await api.getChat(chat)).permissions ?? {});
  if (isRestricted && !isMuted(member)) await memory.keepRestriction(chat, user, now);
  await restrict(wanted, closed(now), parts);
  return { kind: 'ok', reports: told(wanted, true, parts) };
}

/** Lets somebody write again: what they could send before, or what all members may. */
export async function unmute(params: Body, parts: GroupReader): Promise<StepResult> {
  const wanted = wantedIn(params);
  const { chat, user } = wanted;
  const before = await parts.memory.restriction(chat, user);
  // Everything there is lifts a restriction: then what holds for all members holds for them.
  await restrict(wanted, before ?? memberPermissions(undefined), parts);
  await parts.memory.forgetRestriction(chat, user);
  return { kind: 'ok', reports: told(wanted, false, parts) };
}
