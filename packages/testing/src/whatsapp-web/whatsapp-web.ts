import type { Agent } from 'node:https';
import { type Clock, systemClock } from '@kapwa/core';
import type { MessageRef, WhatsAppCommunity, WhatsAppGroup, WhatsAppPerson } from './api.js';
import { startMediaHost } from './media/media-host.js';
import { type Book, createBook } from './people/book.js';
import { communityHandle, groupHandle } from './people/group-handle.js';
import { personHandle } from './people/person-handle.js';
import { repeat } from './people/repeating.js';
import { startService } from './server/service.js';
import { quietLibsignal } from './signal/quiet-libsignal.js';
import { createCertificate, trustRoot } from './wire/root-certificate.js';
import type { GroupState } from './world/group-state.js';

/** How the server is set up; each has a value that will do. */
export interface WhatsAppWebOptions {
  /** Whose time stamps and expiry go by; the machine's unless given. */
  readonly clock?: Clock;
  /**
   * Whether a new device is asked for one-time keys, as by WhatsApp; true unless said otherwise.
   * Baileys then makes 812, which is most of the time that linking takes.
   */
  readonly asksForKeys?: boolean;
}

/** Where the server is, as plain data: it can be sent to a worker thread. */
export interface WhatsAppWebAddress {
  /** `ws://127.0.0.1:<port>/ws/chat` */
  readonly url: string;
  /** What the server's certificate ends in, base64: for `WA_CERT_DETAILS.PUBLIC_KEY` of baileys. */
  readonly rootKey: string;
  /** `127.0.0.1:<port>`, plain HTTP: where media is uploaded to. */
  readonly mediaHost: string;
}

/** Everything a socket needs to talk to the server instead of WhatsApp. */
export interface WhatsAppWebSocketOptions {
  readonly waWebSocketUrl: string;
  /** For uploads, which baileys always makes by HTTPS. */
  readonly fetchAgent: Agent;
}

/** A WhatsApp of one's own, on this machine only. */
export interface WhatsAppWeb {
  readonly address: WhatsAppWebAddress;
  readonly socketOptions: WhatsAppWebSocketOptions;
  /** The person with this number; the same one each time. The name counts the first time. */
  number(number: string, name?: string): WhatsAppPerson;
  person(about: {
    readonly name: string;
    readonly number?: string;
    readonly hidesNumber?: boolean;
    readonly refusesBeingAdded?: boolean;
  }): WhatsAppPerson;
  /** Many people at once; they share long-lived keys, which are slow to make. */
  crowd(size: number): readonly WhatsAppPerson[];
  /** The group with this id, such as one that a bot has made. */
  group(id: string): WhatsAppGroup;
  /** The community with this id. */
  community(id: string): WhatsAppCommunity;
  /**
   * Resolves when all linked devices that are online have acknowledged everything, and what they
   * had sent until then was taken. Rejects when something could not be sealed for them.
   */
  settled(): Promise<void>;
  /** The next `times` queries meet a fault: 429 is `rate-overlimit`. */
  fail(times: number, fault: { readonly code: number | 'lost'; readonly xmlns?: string }): void;
  /** The next `times` messages of linked devices are refused with this code, such as 463 or 479. */
  failSends(times: number, code: number): void;
  /** Lets go a message that was `held`. */
  release(message: MessageRef): void;
  /** Brings a message once more, under the same id, sealed anew. */
  repeat(message: MessageRef): void;
  close(): Promise<void>;
}

/**
 * Starts a WhatsApp of one's own on this machine: people with phones, groups and communities, and
 * a server that an unmodified baileys 7.0.0-rc14 is linked to and talks with, encrypted as ever.
 *
 * While it is open, the baileys of this thread trusts its certificate, and what libsignal itself
 * prints is kept out of the console. It shows our model of WhatsApp's servers, not WhatsApp's own.
 *
 * @example
 * const whatsapp = await startWhatsAppWeb();
 * const bot = whatsapp.number('+254700000001');
 * const ana = whatsapp.person({ name: 'Ana' });
 * const group = ana.createGroup({ subject: 'Nurses', members: [bot] });
 * const socket = makeWASocket({ ...whatsapp.socketOptions, auth });
 * socket.ev.on('connection.update', ({ qr }) => qr && bot.scans(qr));
 * // ... connect once more after 515, then:
 * ana.says(group, 'good morning');
 * await ana.phone.until(group, 'and to you');
 * await whatsapp.close();
 */
export async function startWhatsAppWeb(options: WhatsAppWebOptions = {}): Promise<WhatsAppWeb> {
  const clock: Clock = options.clock ?? systemClock;
  const certificate = createCertificate();
  const media = await startMediaHost();
  const { asksForKeys = true } = options;
  const service = await startService({ clock, certificate, media, asksForKeys });
  const distrust = trustRoot(certificate.rootKey);
  const unquiet = quietLibsignal();
  const { network } = service;

  const book: Book = createBook({
    person: (account, all) => personHandle(account, service, all),
    group: groupHandle,
    community: (state, all) => communityHandle(state, all, network.groups),
  });
  const stateOf = (id: string): GroupState => {
    const state = network.groups.groups.get(id);
    if (!state) throw new Error(`There is no group ${id}.`);
    return state;
  };
  const person: WhatsAppWeb['person'] = (about) => book.person(network.directory.open(about));

  return {
    address: {
      url: service.url,
      rootKey: certificate.rootKey.toString('base64'),
      mediaHost: media.host,
    },
    socketOptions: { waWebSocketUrl: service.url, fetchAgent: media.agent },
    number(number, name = number) {
      const known = network.directory.byNumber(number);
      return known ? book.person(known) : person({ name, number });
    },
    person,
    crowd(size) {
      const accounts = Array.from({ length: size }, (_, place) =>
        network.directory.open({ name: `Member ${place + 1}` }),
      );
      network.shareKeys(accounts);
      return accounts.map(book.person);
    },
    group: (id) => book.group(stateOf(id)),
    community: (id) => book.community(stateOf(id)),
    settled: service.settled,
    fail: service.faults.fail,
    failSends: service.faults.failSends,
    release({ id }) {
      network.held.get(id)?.();
      network.held.delete(id);
    },
    repeat: (message) => repeat(message, network, book),
    async close() {
      unquiet();
      distrust();
      await media.close();
      await service.close();
    },
  };
}
