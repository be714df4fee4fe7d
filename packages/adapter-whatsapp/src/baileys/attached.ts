import type { BaileysEventMap, WASocket } from 'baileys';
import { askGroup } from './ask-group.js';
import { askMedia } from './ask-media.js';
import { askMessage } from './ask-message.js';
import { type AskParts, answerFor, freshGroup } from './ask-parts.js';
import { tellRequests } from './ask-requests.js';
import { createGroupCache, type GroupCache } from './group-cache.js';
import { hear } from './hear.js';
import { type KeptMessages, keptMessages } from './kept-messages.js';
import type { Baileys } from './load-baileys.js';
import { createRecent, type Recent } from './recent.js';
import type { Seal } from './seal.js';
import type { SocketAnswer, SocketOwner, SocketRequest } from './socket-port.js';
import { meOf } from './to-wire.js';

/** What is shared by all sockets of one account, one after the other. */
export interface Shared {
  readonly library: Baileys;
  readonly owner: SocketOwner;
  readonly recent: Recent;
  readonly sent: KeptMessages;
  readonly media: KeptMessages;
  readonly mediaHost?: string;
  readonly groups: GroupCache;
  isKept(id: string): boolean;
}

/** Makes what the sockets of one account share; `isKept` tells whether a message was kept already. */
export function sharedBySockets(
  library: Baileys,
  owner: SocketOwner,
  seal: Seal,
  isKept: Shared['isKept'],
): Shared {
  const now = () => Date.now();
  return {
    library,
    owner,
    recent: createRecent(now),
    sent: keptMessages('sent', library, owner, seal, now),
    media: keptMessages('media', library, owner, seal, now),
    groups: createGroupCache(),
    isKept,
  };
}

/** One Baileys socket the kit listens to and asks. */
export interface Attached {
  ask(request: SocketRequest): Promise<SocketAnswer>;
  refresh(groups?: readonly string[]): Promise<void>;
  /** Whether WhatsApp has let it in. */
  readonly isOpen: boolean;
  detach(): void;
}

function communitiesIn(groups: GroupCache): readonly (readonly [string, string])[] {
  return groups
    .all()
    .flatMap(({ id, isCommunityAnnounce, linkedParent }) =>
      isCommunityAnnounce && linkedParent ? [[linkedParent, id] as const] : [],
    );
}

/** Asks how groups stand and tells it on. */
async function refreshGroups(
  socket: WASocket,
  { groups, owner }: Shared,
  jids?: readonly string[],
): Promise<void> {
  const found =
    jids === undefined
      ? Object.values(await socket.groupFetchAllParticipating())
      : await Promise.all(jids.map((jid) => freshGroup(jid, { socket, groups })));
  for (const group of found) groups.put(group);
  owner.self({ me: meOf(socket.user), communities: communitiesIn(groups) });
  const news = found.map((group) => ({
    kind: 'group' as const,
    group: JSON.parse(JSON.stringify(group)) as unknown,
  }));
  if (news.length > 0) await owner.news(news);
  // Not waited for: with many groups it takes long, and nothing else depends on it.
  void tellRequests(found, { socket, owner });
}

/** WhatsApp's reason for closing a connection. */
function closeCode(update: BaileysEventMap['connection.update']): number | undefined {
  const error: unknown = update.lastDisconnect?.error;
  if (typeof error !== 'object' || error === null) return undefined;
  const output: unknown = Reflect.get(error, 'output');
  const code: unknown = output && typeof output === 'object' && Reflect.get(output, 'statusCode');
  return typeof code === 'number' ? code : undefined;
}

/** Listens to a socket and answers for it. `isOpen`: it had been let in before. */
export function attach(socket: WASocket, shared: Shared, isOpen = false): Attached {
  const { owner } = shared;
  const parts: AskParts = { ...shared, socket };
  const me = () => meOf(socket.user);
  const quiet = hear({
    ...shared,
    socket,
    me,
    askRequests: (jid) => void refreshGroups(socket, shared, [jid]).catch(() => undefined),
  });
  let open = false;

  const opened = async (): Promise<void> => {
    owner.self({ me: me() });
    // What cannot be read now is asked again with the first send; the connection stands anyway.
    await refreshGroups(socket, shared).catch(() => undefined);
    // A lock may have begun or ended meanwhile; the answer comes as a change of the connection.
    void socket.fetchAccountReachoutTimelock().catch(() => undefined);
    open = true;
    owner.state({ state: 'open' });
  };
  const changed = (update: BaileysEventMap['connection.update']): void => {
    const lock = update.reachoutTimeLock;
    if (lock?.isActive) {
      owner.warn({ code: 'time-lock', until: lock.timeEnforcementEnds?.getTime() });
    } else if (lock !== undefined) owner.warn({ code: 'time-lock-lifted' });
    if (update.connection === 'open') void opened();
    if (update.connection === 'close') {
      open = false;
      owner.state({ state: 'closed', code: closeCode(update) });
    }
  };
  socket.ev.on('connection.update', changed);
  if (isOpen) void opened();

  return {
    get isOpen() {
      return open;
    },
    async ask(request) {
      if (!open) return { kind: 'offline' };
      try {
        const answer =
          (await askMessage(request, parts)) ??
          (await askMedia(request, parts)) ??
          (await askGroup(request, parts));
        return answer ?? { kind: 'refused' };
      } catch (error) {
        return answerFor(error);
      }
    },
    refresh: (groups) => refreshGroups(socket, shared, groups),
    detach() {
      open = false;
      socket.ev.off('connection.update', changed);
      quiet();
    },
  };
}
