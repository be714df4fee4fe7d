import { deflateSync } from 'node:zlib';
import { type BinaryNode, proto } from 'baileys';
import { type Companion, companionLid, takeBundle } from '../devices/companion.js';
import { type Answering, answerStanza } from '../iq/answer.js';
import type { Connection, ConnectionEvents } from '../wire/connection.js';
import { seconds } from '../wire/group-node.js';
import { pnOf } from '../wire/jid.js';
import { childOf, childrenOf, node } from '../wire/node.js';
import { refusal } from '../world/refusal.js';
import type { Faults } from './faults.js';
import type { LinkDesk } from './link-desk.js';
import type { Network } from './network.js';
import type { Presence } from './presence.js';

/** What a session needs of the server. */
export interface SessionWorld {
  readonly network: Network;
  readonly desk: LinkDesk;
  readonly faults: Faults;
  readonly presence: Presence;
  readonly queries: ReadonlyMap<string, Answering>;
  message(from: Companion, stanza: BinaryNode): void;
  receipt(from: Companion, stanza: BinaryNode): void;
  failed(error: unknown): void;
}

/** Another login with the same device; the older connection is closed with 440. */
const REPLACED = node('stream:error', {}, [node('conflict', { type: 'replaced' })]);

const failure = (reason: number): BinaryNode =>
  node('failure', { reason: String(reason), location: 'kapwa' });

function companionOf(network: Network, { payload, clientKey }: Connection): Companion | undefined {
  const account = network.directory.byNumber(String(payload.username ?? ''));
  const companion = account && network.companions.find(account, payload.device ?? 0);
  return companion?.noiseKey.equals(clientKey) ? companion : undefined;
}

/**
 * The history the phone gives a new device, here without any messages.
 *
 * Baileys holds back all events for 20 seconds after the first login unless it comes
 * (7.0.0-rc14, lib/Socket/chats.js, AwaitingInitialSync).
 */
function giveHistory(network: Network, companion: Companion): void {
  const { account } = companion;
  const { Type } = proto.Message.ProtocolMessage;
  const { HistorySyncType } = proto.HistorySync;
  const history = proto.HistorySync.encode({
    syncType: HistorySyncType.INITIAL_BOOTSTRAP,
    progress: 100,
  }).finish();
  const message: proto.IMessage = {
    protocolMessage: {
      type: Type.HISTORY_SYNC_NOTIFICATION,
      historySyncNotification: {
        syncType: proto.Message.HistorySyncType.INITIAL_BOOTSTRAP,
        initialHistBootstrapInlinePayload: deflateSync(history),
        chunkOrder: 1,
        progress: 100,
      },
    },
  };
  const id = network.newId();
  companion.mailbox.post(`message:${id}`, async () => {
    const handset = network.handset(account);
    const sealed = await handset.turn(() =>
      handset.keys.seal(companionLid(companion), message, () => takeBundle(companion)),
    );
    const t = seconds(network.clock.now());
    const attributes = { id, from: pnOf(account), type: 'text', category: 'peer', t };
    return node('message', attributes, [node('enc', { v: '2', type: sealed.type }, sealed.bytes)]);
  });
}

/** What a stanza acknowledges, as the keys under which it was posted. */
function acknowledgedBy({ tag, attrs, content }: BinaryNode): readonly string[] {
  if (tag === 'ack') return [`${attrs.class}:${attrs.id}`];
  if (attrs.type === 'retry' || attrs.type === 'read' || attrs.type === 'server-error') return [];
  const stanza = { tag, attrs, ...(content !== undefined && { content }) };
  const more = childrenOf(childOf(stanza, 'list'), 'item').map(({ attrs: item }) => item.id);
  return [attrs.id, ...more].map((id) => `message:${id}`);
}

function answerQuery(world: SessionWorld, from: Companion, iq: BinaryNode): void {
  if (iq.attrs.type !== 'get' && iq.attrs.type !== 'set') return;
  const fault = world.faults.ofQuery(iq);
  if (fault === 'lost') return;
  const answering = world.queries.get(iq.attrs.xmlns ?? '');
  const answer = fault ?? answering?.(iq, from) ?? refusal(501);
  from.connection?.send(answerStanza(iq, answer));
  const isActive = iq.attrs.xmlns === 'passive' && childOf(iq)?.tag === 'active';
  if (isActive && !fault) void activate(world, from);
}

async function activate(world: SessionWorld, companion: Companion): Promise<void> {
  const { connection, mailbox } = companion;
  if (!connection) return;
  await mailbox.connect((stanza) => connection.send(stanza));
  if (!companion.isInitialised) {
    companion.isInitialised = true;
    giveHistory(world.network, companion);
  }
  world.presence.entered(companion);
}

function takeStanza(world: SessionWorld, companion: Companion, stanza: BinaryNode): void {
  if (stanza.tag === 'iq') answerQuery(world, companion, stanza);
  if (stanza.tag === 'message') world.message(companion, stanza);
  if (stanza.tag !== 'receipt' && stanza.tag !== 'ack') return;
  for (const key of acknowledgedBy(stanza)) companion.mailbox.acknowledged(key);
  if (stanza.tag === 'receipt') world.receipt(companion, stanza);
}

function login(world: SessionWorld, connection: Connection, companion: Companion) {
  companion.connection?.send(REPLACED);
  companion.mailbox.disconnect();
  companion.connection = connection;
  const t = seconds(world.network.clock.now());
  connection.send(node('success', { t, lid: companionLid(companion), props: '1', status: 'ok' }));
  return (stanza: BinaryNode): void => takeStanza(world, companion, stanza);
}

/** What happens with a connection: a new device goes to the desk, a linked one logs in. */
export function createSessions(world: SessionWorld): ConnectionEvents {
  const { network, desk, presence } = world;
  return {
    failed: world.failed,
    opened(connection) {
      if (connection.payload.devicePairingData) return desk.welcome(connection);
      const companion = companionOf(network, connection);
      if (companion && !presence.isForbidden(companion)) {
        return login(world, connection, companion);
      }
      // 403: banned; 401: not linked any more.
      connection.send(failure(companion ? 403 : 401));
      return () => undefined;
    },
    closed(connection) {
      desk.gone(connection);
      for (const companion of network.companions.all) {
        if (companion.connection !== connection) continue;
        companion.connection = undefined;
        companion.mailbox.disconnect();
      }
    },
  };
}
