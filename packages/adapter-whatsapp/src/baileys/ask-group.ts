import { link, unlink } from './ask-community.js';
import { create } from './ask-new-group.js';
import {
  type AskParts,
  addressIn,
  done,
  freshGroup,
  groupOf,
  memberIn,
  seatOf,
} from './ask-parts.js';
import { changeBy, setInGroup } from './group-setting.js';
import type { SocketAnswer, SocketRequest } from './socket-port.js';

type Ask<Op extends SocketRequest['op']> = Extract<SocketRequest, { op: Op }>;

async function setGroup(
  { group, set: setting }: Ask<'group.set'>,
  { socket, groups }: AskParts,
): Promise<SocketAnswer> {
  await setInGroup(socket, group, setting);
  groups.update({ id: group, ...changeBy(setting) });
  return done;
}

/** WhatsApp answers for every person; here there is one. */
function answered(status: string | undefined, isFine: readonly string[]): SocketAnswer {
  if (status === undefined || status === '200' || isFine.includes(status)) return done;
  return { kind: 'refused', code: Number(status) };
}

async function changeMember(
  { group: id, member, change }: Ask<'member'>,
  parts: AskParts,
): Promise<SocketAnswer> {
  const group = await groupOf(id, parts);
  const jid = await addressIn(group, member, parts);
  const seat = seatOf(group);
  const update =
    seat === id
      ? parts.socket.groupParticipantsUpdate(id, [jid], change)
      : parts.socket.communityParticipantsUpdate(seat, [jid], change);
  const [result] = await update;
  const answer = answered(result?.status, change === 'remove' ? ['404'] : []);
  const action = change;
  if (answer.kind === 'done') {
    parts.groups.members({ id, author: '', participants: [{ id: jid }], action });
  }
  return answer;
}

async function answerJoin(
  { group: id, member, answer }: Ask<'join'>,
  parts: AskParts,
): Promise<SocketAnswer> {
  const group = await groupOf(id, parts);
  const jid = await addressIn(group, member, parts);
  const [result] = await parts.socket.groupRequestParticipantsUpdate(seatOf(group), [jid], answer);
  return answered(result?.status, []);
}

async function invite({ group: id, reset }: Ask<'invite'>, parts: AskParts): Promise<SocketAnswer> {
  const seat = seatOf(await groupOf(id, parts));
  const code = reset
    ? await parts.socket.groupRevokeInvite(seat)
    : await parts.socket.groupInviteCode(seat);
  if (!code) return { kind: 'refused' };
  return { kind: 'done', data: { link: `https://chat.whatsapp.com/${code}` } };
}

async function role({ group: id, member }: Ask<'role'>, parts: AskParts): Promise<SocketAnswer> {
  const group = await freshGroup(id, parts);
  const jid = memberIn(group, await addressIn(group, member, parts));
  const found = group.participants.find((one) => one.id === jid);
  return { kind: 'done', data: found === undefined ? null : { admin: found.admin ?? null } };
}

/** Asks for what changes or reads groups; undefined for other requests. */
export async function askGroup(
  request: SocketRequest,
  parts: AskParts,
): Promise<SocketAnswer | undefined> {
  switch (request.op) {
    case 'group.set':
      return setGroup(request, parts);
    case 'group.create':
      return create(request.make, parts);
    case 'group.link':
      return link(request, parts);
    case 'group.unlink':
      return unlink(request, parts);
    case 'group.read':
      return { kind: 'done', data: await freshGroup(request.group, parts) };
    case 'member':
      return changeMember(request, parts);
    case 'join':
      return answerJoin(request, parts);
    case 'invite':
      return invite(request, parts);
    case 'role':
      return role(request, parts);
    default:
      return undefined;
  }
}
