import { isMe } from './accounts.js';
import { type AskParts, done, groupOf } from './ask-parts.js';
import type { CommunityChoice, SocketAnswer, SocketRequest } from './socket-port.js';
import { meOf } from './to-wire.js';

type Ask<Op extends SocketRequest['op']> = Extract<SocketRequest, { op: Op }>;

/** The community the bot runs; or why none can be told. */
async function community(
  { jid, create: name }: CommunityChoice,
  { socket, groups }: AskParts,
): Promise<string | SocketAnswer> {
  if (jid !== undefined) return jid;
  const me = meOf(socket.user);
  const own = groups
    .all()
    .filter(
      ({ isCommunity, participants }) =>
        isCommunity &&
        participants.some((one) => one.admin != null && isMe(me, one.id, one.phoneNumber, one.lid)),
    );
  if (own.length > 1) return { kind: 'refused', why: 'several-communities' };
  const [only] = own;
  if (only !== undefined) return only.id;
  if (name === undefined) return { kind: 'refused', why: 'no-community' };
  const made = await socket.communityCreate(name, '');
  if (made === null) return { kind: 'refused' };
  groups.put(made);
  return made.id;
}

/** Puts a group under the community. */
export async function link(
  { group, community: choice = {} }: Ask<'group.link'>,
  parts: AskParts,
): Promise<SocketAnswer> {
  const found = await community(choice, parts);
  if (typeof found !== 'string') return found;
  await parts.socket.communityLinkGroup(group, found);
  parts.groups.update({ id: group, linkedParent: found });
  return done;
}

/** Takes a group out of the community it is under. */
export async function unlink(
  { group }: Ask<'group.unlink'>,
  parts: AskParts,
): Promise<SocketAnswer> {
  const { linkedParent } = await groupOf(group, parts);
  if (linkedParent === undefined) return done;
  await parts.socket.communityUnlinkGroup(group, linkedParent);
  parts.groups.forget(group);
  return done;
}
