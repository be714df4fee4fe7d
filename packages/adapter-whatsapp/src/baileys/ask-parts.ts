import type { GroupMetadata, WASocket } from 'baileys';
import type { GroupCache } from './group-cache.js';
import { isParticipant } from './group-cache.js';
import type { KeptMessages } from './kept-messages.js';
import type { Baileys } from './load-baileys.js';
import type { Recent } from './recent.js';
import type { SocketAnswer } from './socket-port.js';

/** What asking needs. */
export interface AskParts {
  readonly library: Baileys;
  readonly socket: WASocket;
  readonly groups: GroupCache;
  readonly recent: Recent;
  readonly sent: KeptMessages;
  readonly media: KeptMessages;
  /** Another media server than WhatsApp's, where the operator has named one. */
  readonly mediaHost?: string;
}

/** Done, with nothing to tell. */
export const done: SocketAnswer = { kind: 'done' };

/** WhatsApp's code in what Baileys throws; undefined where it gave none. */
function codeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const data: unknown = Reflect.get(error, 'data');
  if (typeof data === 'number') return data;
  const output: unknown = Reflect.get(error, 'output');
  const status = output && typeof output === 'object' && Reflect.get(output, 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

/** Baileys' own codes for a connection that closed or did not answer. */
const BROKEN: readonly (number | undefined)[] = [408, 428];

/** What an error of the library means for the request that met it. */
export function answerFor(error: unknown): SocketAnswer {
  const code = codeOf(error);
  const isOwn = typeof Reflect.get(error as object, 'data') !== 'number';
  if (isOwn && BROKEN.includes(code)) return { kind: 'lost' };
  return code === undefined ? { kind: 'refused' } : { kind: 'refused', code };
}

/** How a group stands, out of memory where possible. */
export async function groupOf(jid: string, { socket, groups }: AskParts): Promise<GroupMetadata> {
  return groups.get(jid) ?? freshGroup(jid, { socket, groups });
}

/** How a group stands at this moment. */
export async function freshGroup(
  jid: string,
  { socket, groups }: Pick<AskParts, 'socket' | 'groups'>,
): Promise<GroupMetadata> {
  const group = await socket.groupMetadata(jid);
  groups.put(group);
  return group;
}

/** The address under which somebody is in a group; undefined for who is not. */
export function memberIn(group: GroupMetadata, jid: string): string | undefined {
  return group.participants.find((one) => isParticipant(one, jid))?.id;
}

/** The address of somebody that goes with a group: most groups know people by their hidden ids. */
export async function addressIn(
  group: GroupMetadata,
  jid: string,
  { socket }: Pick<AskParts, 'socket'>,
): Promise<string> {
  const known = memberIn(group, jid);
  if (known !== undefined) return known;
  if (group.addressingMode !== 'lid' || jid.endsWith('@lid')) return jid;
  return (await socket.signalRepository.lidMapping.getLIDForPN(jid)) ?? jid;
}

/** Where people of a group are managed: those of an announcement group are the community's. */
export function seatOf(group: GroupMetadata): string {
  return group.isCommunityAnnounce && group.linkedParent ? group.linkedParent : group.id;
}
