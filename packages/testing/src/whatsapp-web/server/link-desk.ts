import { randomBytes } from 'node:crypto';
import type { BinaryNode } from 'baileys';
import type { Companion } from '../devices/companion.js';
import { createBell } from '../waiting/bell.js';
import { patience } from '../waiting/patience.js';
import type { Connection } from '../wire/connection.js';
import { SERVER } from '../wire/jid.js';
import { childOf, node } from '../wire/node.js';
import type { Account } from '../world/account.js';
import { digitsOf } from '../world/directory.js';
import {
  exchangeCode,
  isCountersigned,
  keysOfNewDevice,
  linkedStanza,
  offerRefs,
  readLinkingQr,
} from './linking.js';
import type { Network } from './network.js';

/** Where new devices wait to be linked to a phone. */
export interface LinkDesk {
  /** A device without an account has connected; what it returns takes its stanzas. */
  welcome(connection: Connection): (stanza: BinaryNode) => void;
  gone(connection: Connection): void;
  /** The phone scans what the device shows; resolves when the device has countersigned. */
  scan(account: Account, qr: string): Promise<void>;
  /** The code is typed into the phone. */
  type(account: Account, code: string): Promise<void>;
}

/** A device that waits. */
interface Visitor {
  readonly connection: Connection;
  readonly refs: readonly string[];
  /** Its wish to be linked by code, to the number it names. */
  hello: BinaryNode | undefined;
  /** Answers it owes, by the id of what it was asked, or by what it asks itself. */
  readonly expected: Map<string, (stanza: BinaryNode) => void>;
}

/** How long a phone looks for the device whose code is typed, ms of the machine's own clock. */
const PATIENCE = 3000;

/** WhatsApp gives six codes: a minute for the first, 20 seconds for each of the others. */
const REFS = 6;

/** A device linked is told to connect again: `<stream:error code="515"/>`. */
const RESTART = node('stream:error', { code: '515' });

function answerTo(visitor: Visitor, key: string): Promise<BinaryNode> {
  return new Promise((resolve) => visitor.expected.set(key, resolve));
}

async function link(
  network: Network,
  visitor: Visitor,
  account: Account,
  secret: Buffer,
): Promise<Companion> {
  const { connection } = visitor;
  const phone = network.handset(account).keys.identity;
  const keys = keysOfNewDevice(connection.payload);
  const companion = network.companions.link(account, connection.clientKey, keys);
  const id = network.newId();
  const answer = answerTo(visitor, id);
  connection.send(linkedStanza(id, companion, phone, secret, network.clock.now()));
  if (!isCountersigned(await answer, companion, phone)) {
    network.companions.unlink(companion);
    throw new Error('The new device did not sign that it belongs to this phone.');
  }
  connection.send(RESTART);
  return companion;
}

function takeFrom(visitor: Visitor, stanza: BinaryNode): void {
  const { id = '', type } = stanza.attrs;
  const expected = visitor.expected.get(id);
  if (expected) {
    visitor.expected.delete(id);
    expected(stanza);
    return;
  }
  const request = childOf(stanza, 'link_code_companion_reg');
  if (request?.attrs.stage === 'companion_hello') visitor.hello = request;
  if (request?.attrs.stage === 'companion_finish') visitor.expected.get('finish')?.(request);
  if (stanza.tag === 'iq' && (type === 'set' || type === 'get')) {
    visitor.connection.send(node('iq', { id, from: SERVER, type: 'result' }));
  }
}

/** A desk nobody waits at. */
export function createLinkDesk(network: Network): LinkDesk {
  const visitors = new Set<Visitor>();
  const bell = createBell();

  /** The device that asks for this number; it may still be about to. */
  async function asking(account: Account) {
    const wait = patience(PATIENCE);
    try {
      for (;;) {
        const rung = bell.heard();
        for (const visitor of visitors) {
          const { hello } = visitor;
          if (hello && digitsOf(hello.attrs.jid ?? '') === account.number) {
            return { visitor, hello };
          }
        }
        if ((await Promise.race([rung, wait.over])) === 'over') {
          throw new Error(`No device that is connected asks to be linked to +${account.number}.`);
        }
      }
    } finally {
      wait.end();
    }
  }

  return {
    welcome(connection) {
      const refs = Array.from({ length: REFS }, () => `2@${randomBytes(48).toString('base64')}`);
      const visitor: Visitor = { connection, refs, hello: undefined, expected: new Map() };
      visitors.add(visitor);
      connection.send(offerRefs(network.newId(), refs));
      return (stanza) => {
        takeFrom(visitor, stanza);
        bell.ring();
      };
    },
    gone(connection) {
      for (const visitor of visitors) {
        if (visitor.connection === connection) visitors.delete(visitor);
      }
    },
    async scan(account, qr) {
      const { ref, secret } = readLinkingQr(qr);
      const visitor = [...visitors].find(({ refs }) => refs.includes(ref));
      if (!visitor) throw new Error('No device that is connected shows this QR code.');
      await link(network, visitor, account, secret);
    },
    async type(account, code) {
      const { visitor, hello } = await asking(account);
      const phone = network.handset(account).keys.identity;
      const exchange = await exchangeCode(hello, code, phone, network.newId());
      const finish = answerTo(visitor, 'finish');
      const id = network.newId();
      const attributes = { from: SERVER, type: 'link_code_companion_reg', id };
      visitor.connection.send(node('notification', attributes, [exchange.hello]));
      await link(network, visitor, account, exchange.secretFrom(await finish));
    },
  };
}
