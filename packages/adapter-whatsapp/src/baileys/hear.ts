import type { BaileysEventMap, WASocket } from 'baileys';
import type { GroupCache } from './group-cache.js';
import type { SocketNews, SocketOwner } from './socket-port.js';
import { type ToWireParts, wireMessage } from './to-wire.js';

/** What hearing needs. */
export interface HearParts extends ToWireParts {
  readonly socket: WASocket;
  readonly groups: GroupCache;
  readonly owner: SocketOwner;
  /** Asks who waits to be let into a group. */
  askRequests(jid: string): void;
  /** Whether a message was handed over when it was decrypted. */
  isKept(id: string): boolean;
}

/** What Baileys writes into a message that it could not decrypt. */
const CIPHERTEXT = 2;

/** Sends news on; what cannot be kept is told by whoever keeps it. */
function tell(owner: SocketOwner, news: readonly SocketNews[]): void {
  if (news.length > 0) owner.news(news).catch(() => undefined);
}

function hearMessages(parts: HearParts) {
  return async ({ messages }: BaileysEventMap['messages.upsert']): Promise<void> => {
    const news: SocketNews[] = [];
    for (const message of messages) {
      const { key, messageStubType: stub } = message;
      if (parts.isKept(key.id ?? '') || stub === CIPHERTEXT) continue;
      const isOwnWord = key.fromMe && !stub && !message.message?.protocolMessage;
      if (!isOwnWord) news.push({ kind: 'message', message: await wireMessage(message, parts) });
    }
    tell(parts.owner, news);
  };
}

function hearReceipts({ owner }: HearParts) {
  return (updates: BaileysEventMap['messages.update']): void => {
    const receipts = updates
      .filter(({ key, update }) => key.fromMe && update.status)
      .map(({ key, update }) => ({ key: { ...key }, update: { status: update.status } }));
    tell(
      owner,
      receipts.map((receipt) => ({ kind: 'receipt', receipt })),
    );
  };
}

/** Of several people who ask at once, as when a member adds them, Baileys tells the first. */
function asksForSeveral({
  tag,
  content,
}: {
  readonly tag?: unknown;
  readonly content?: unknown;
}): boolean {
  return tag === 'created_membership_requests' && Array.isArray(content) && content.length > 1;
}

/** Whether a stanza tells that somebody in the address book has another number. */
function isRenumbering(type: unknown, content: readonly { readonly tag?: unknown }[]): boolean {
  return type === 'contacts' && content.some(({ tag }) => tag === 'modify');
}

/**
 * Stanzas that Baileys drops: those that link and unlink groups of a community, and those that tell
 * of another number.
 */
function hearStanzas({ owner, groups, askRequests }: HearParts) {
  return (frame: unknown): void => {
    if (typeof frame !== 'object' || frame === null || !('tag' in frame)) return;
    const { tag, attrs, content } = frame as { tag: string; attrs: object; content?: unknown };
    if (tag !== 'notification' || !Array.isArray(content)) return;
    const type: unknown = Reflect.get(attrs, 'type');
    if (isRenumbering(type, content)) {
      tell(owner, [{ kind: 'notice', node: JSON.parse(JSON.stringify(frame)) }]);
    }
    if (type !== 'w:gp2') return;
    if (content.some(asksForSeveral)) askRequests(String(Reflect.get(attrs, 'from')));
    const isLink = content.some(({ tag: child }) => child === 'link' || child === 'unlink');
    if (!isLink) return;
    const node: unknown = JSON.parse(JSON.stringify(frame));
    groups.forget(String(Reflect.get(attrs, 'from')));
    tell(owner, [{ kind: 'notice', node }]);
  };
}

/** Listens to a socket without touching anybody else's listeners. Returns what stops it. */
export function hear(parts: HearParts): () => void {
  const { socket, groups, owner } = parts;
  const messages = hearMessages(parts);
  const receipts = hearReceipts(parts);
  const stanzas = hearStanzas(parts);
  const joined = (list: BaileysEventMap['groups.upsert']): void => {
    for (const group of list) groups.put(group);
    tell(
      owner,
      list.map((group) => ({ kind: 'group', group: JSON.parse(JSON.stringify(group)) })),
    );
  };
  const changed = (list: BaileysEventMap['groups.update']): void => {
    for (const group of list) groups.update(group);
  };
  const members = (change: BaileysEventMap['group-participants.update']): void =>
    groups.members(change);
  socket.ev.on('messages.upsert', messages);
  socket.ev.on('messages.update', receipts);
  socket.ev.on('groups.upsert', joined);
  socket.ev.on('groups.update', changed);
  socket.ev.on('group-participants.update', members);
  socket.ws.on('frame', stanzas);
  return () => {
    socket.ev.off('messages.upsert', messages);
    socket.ev.off('messages.update', receipts);
    socket.ev.off('groups.upsert', joined);
    socket.ev.off('groups.update', changed);
    socket.ev.off('group-participants.update', members);
    socket.ws.off('frame', stanzas);
  };
}
