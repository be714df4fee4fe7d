import type { GroupMetadata } from 'baileys';
import { type AskParts, addressIn, freshGroup } from './ask-parts.js';
import { setInGroup } from './group-setting.js';
import type { NewGroup, SocketAnswer } from './socket-port.js';

/** The card by which somebody whose privacy forbids adding can come in by themselves. */
interface InviteCard {
  readonly code: string;
  readonly expiration: number;
}

function cardIn(content: unknown): InviteCard | undefined {
  const nodes: unknown = content && typeof content === 'object' && Reflect.get(content, 'content');
  if (!Array.isArray(nodes)) return undefined;
  for (const node of nodes) {
    const attrs: unknown = node && typeof node === 'object' && Reflect.get(node, 'attrs');
    if (!attrs || typeof attrs !== 'object' || Reflect.get(node, 'tag') !== 'add_request') continue;
    const code: unknown = Reflect.get(attrs, 'code');
    const expiration = Number(Reflect.get(attrs, 'expiration'));
    if (typeof code === 'string') return { code, expiration };
  }
  return undefined;
}

async function sendCard(
  to: string,
  group: GroupMetadata,
  { code, expiration }: InviteCard,
  { socket }: AskParts,
): Promise<void> {
  const groupInviteMessage = {
    inviteCode: code,
    inviteExpiration: expiration,
    groupJid: group.id,
    groupName: group.subject,
  };
  await socket.relayMessage(to, { groupInviteMessage }, {});
}

/** Adds one person; a card goes to whom privacy settings forbid adding. */
async function add(
  member: string,
  group: GroupMetadata,
  mayInvite: boolean,
  parts: AskParts,
): Promise<boolean> {
  const jid = await addressIn(group, member, parts);
  const [result] = await parts.socket.groupParticipantsUpdate(group.id, [jid], 'add');
  const card = result?.status === '403' ? cardIn(result.content) : undefined;
  if (card === undefined || !mayInvite) return false;
  await sendCard(jid, group, card, parts);
  return true;
}

/** Makes a group, and asks people in one by one. */
export async function create(
  { name, description, members, settings, invites }: NewGroup,
  parts: AskParts,
): Promise<SocketAnswer> {
  const { socket, groups } = parts;
  const group = await socket.groupCreate(name, []);
  groups.put(group);
  if (description) await socket.groupUpdateDescription(group.id, description);
  for (const setting of settings) await setInGroup(socket, group.id, setting);
  let invited = 0;
  for (const member of members) {
    if (await add(member, group, invited < invites, parts)) invited += 1;
  }
  const made = await freshGroup(group.id, parts);
  return { kind: 'done', data: { group: made, invited } };
}
