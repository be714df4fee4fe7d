import type { GroupMetadata, WASocket } from 'baileys';
import { isParticipant } from './group-cache.js';
import type { SocketOwner } from './socket-port.js';
import { meOf } from './to-wire.js';

/** Whether people have to be let in there, and the bot is one of those who can. */
function mayAnswer(group: GroupMetadata, socket: WASocket): boolean {
  if (!(group.joinApprovalMode || group.isCommunity)) return false;
  const { id, lid } = meOf(socket.user);
  const own = group.participants.find((one) =>
    [id, lid].some((jid) => jid !== undefined && isParticipant(one, jid)),
  );
  return own?.admin != null;
}

/**
 * Asks who waits to be let in, and tells it: WhatsApp tells a request only once, and only to those
 * who were admins then. One group after the other: many questions at once are refused.
 */
export async function tellRequests(
  groups: readonly GroupMetadata[],
  { socket, owner }: { readonly socket: WASocket; readonly owner: SocketOwner },
): Promise<void> {
  for (const group of groups.filter((one) => mayAnswer(one, socket))) {
    try {
      const requests = await socket.groupRequestParticipantsList(group.id);
      const news = {
        kind: 'requests',
        group: group.id,
        requests: requests.map((one) => ({ ...one })),
      } as const;
      await owner.news([news]);
    } catch {
      // It is asked again when the bot connects the next time.
    }
  }
}
