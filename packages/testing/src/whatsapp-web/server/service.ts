import { createServer } from 'node:http';
import type { Clock } from '@kapwa/core';
import { WebSocketServer } from 'ws';
import { listenLocally } from '../../local-server.js';
import {
  answerAppState,
  answerBlocklist,
  answerMediaConnection,
  answerMex,
  answerNothing,
  answerPrivacy,
  answerProps,
  lockNotification,
  type ReachOutLock,
} from '../iq/account-queries.js';
import type { Answering } from '../iq/answer.js';
import { answerGroupQueries } from '../iq/group-queries.js';
import { answerKeyQueries } from '../iq/key-queries.js';
import { answerUserQueries } from '../iq/user-queries.js';
import type { MediaHost } from '../media/media-host.js';
import { serveConnection } from '../wire/connection.js';
import type { ServerCertificate } from '../wire/root-certificate.js';
import type { Account } from '../world/account.js';
import { createFaults, type Faults } from './faults.js';
import { takeMessage } from './intake.js';
import { createLinkDesk, type LinkDesk } from './link-desk.js';
import { createNetwork, type Network } from './network.js';
import { createPresence, type Presence } from './presence.js';
import { noteRead } from './read-receipts.js';
import { askAgain, isRetry, sendAgain } from './retries.js';
import { createSessions } from './sessions.js';
import { settle } from './settling.js';

/** What the server is made with. */
export interface ServiceParts {
  readonly clock: Clock;
  readonly certificate: ServerCertificate;
  readonly media: MediaHost;
  readonly asksForKeys: boolean;
}

/** The running server. */
export interface Service {
  readonly url: string;
  readonly network: Network;
  readonly media: MediaHost;
  readonly desk: LinkDesk;
  readonly faults: Faults;
  readonly presence: Presence;
  lockOf(account: Account): ReachOutLock | undefined;
  setLock(account: Account, lock: ReachOutLock | undefined): void;
  /** Rejects when the server itself has failed at something. */
  settled(): Promise<void>;
  /** Ends everything first, then rejects when the server itself had failed at something. */
  close(): Promise<void>;
}

function createLocks(network: Network) {
  const locks = new Map<Account, ReachOutLock>();
  const lockOf = (account: Account): ReachOutLock | undefined => {
    const lock = locks.get(account);
    return lock && lock.until > network.clock.now() ? lock : undefined;
  };
  return {
    lockOf,
    setLock(account: Account, lock: ReachOutLock | undefined) {
      if (lock) locks.set(account, lock);
      else locks.delete(account);
      for (const { mailbox } of network.companions.of(account)) {
        const id = network.newId();
        const stanza = lockNotification(id, account, lock);
        mailbox.post(`notification:${id}`, () => stanza);
      }
    },
  };
}

/** Who answers which queries, by the name of the kind (`xmlns`). */
function answerings(
  network: Network,
  { media, asksForKeys }: ServiceParts,
  lockOf: Service['lockOf'],
): ReadonlyMap<string, Answering> {
  const phoneBundle = (account: Account) => network.handset(account).keys.bundle();
  return new Map<string, Answering>([
    ['encrypt', answerKeyQueries({ ...network, asksForKeys, phoneBundle })],
    ['usync', answerUserQueries(network)],
    ['w:g2', answerGroupQueries(network)],
    ['w:m', answerMediaConnection(media.host)],
    ['w:mex', answerMex({ lockOf })],
    ['w:sync:app:state', answerAppState],
    ['privacy', answerPrivacy],
    ['blocklist', answerBlocklist],
    ['abt', answerProps],
    ['passive', answerNothing],
    ['w:p', answerNothing],
    ['md', answerNothing],
    ['status', answerNothing],
    ['disappearing_mode', answerNothing],
    ['w:profile:picture', answerNothing],
    ['urn:xmpp:whatsapp:dirty', answerNothing],
    ['w:stats', answerNothing],
  ]);
}

/** Starts the server: linked devices can connect from then on. */
export async function startService(parts: ServiceParts): Promise<Service> {
  const { clock, certificate, media } = parts;
  const network: Network = createNetwork(clock, (by, arrival, attempt) =>
    askAgain(network, by, arrival, attempt),
  );
  const desk = createLinkDesk(network);
  const faults = createFaults();
  const presence = createPresence();
  const { lockOf, setLock } = createLocks(network);
  const rules = {
    plannedRefusal: faults.ofSend,
    mayNotReachOut: (account: Account) => lockOf(account) !== undefined,
  };
  const failures: unknown[] = [];
  const assertSound = (): void => {
    if (failures.length > 0) throw failures[0];
  };
  const sessions = createSessions({
    failed: (error) => void failures.push(error),
    network,
    desk,
    faults,
    presence,
    queries: answerings(network, parts, lockOf),
    message: (from, stanza) => takeMessage(network, rules, from, stanza),
    receipt(from, stanza) {
      if (isRetry(stanza)) sendAgain(network, from, stanza);
      else noteRead(network, from, stanza);
    },
  });

  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => serveConnection(socket, certificate, sessions));
  const { port, close } = await listenLocally(server);

  return {
    url: `ws://127.0.0.1:${port}/ws/chat`,
    network,
    media,
    desk,
    faults,
    presence,
    lockOf,
    setLock,
    async settled() {
      await settle(network, presence);
      assertSound();
    },
    async close() {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
      await close();
      assertSound();
    },
  };
}
