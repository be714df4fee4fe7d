import {
  type AdapterLink,
  type Cancel,
  type Connection,
  KapwaError,
  type PlatformRole,
  type TransportChanged,
} from '@kapwa/core';
import type { Driver } from '../cloud/cloud-driver.js';
import { startLinkTo } from '../start-link.js';
import { capability } from './capability.js';
import { roleOf } from './decode-group.js';
import { download } from './download.js';
import { type EncodeSettings, encode } from './encode.js';
import { type Guard, openGuard } from './guard.js';
import { type Intake, openIntake } from './intake.js';
import { accountIdOf, jidOf, usableId } from './jid.js';
import { openJoinRequests } from './join-requests.js';
import { attachments, groupLimits, limits } from './limits.js';
import { type PerformParts, perform } from './perform.js';
import type { ProtectionSettings } from './protection.js';
import { ratesFor } from './rates.js';
import { reachWith } from './reach.js';
import { afterClose, stopReasons } from './reconnect.js';
import type { Seal } from './seal.js';
import { sessionTraces } from './session-traces.js';
import type {
  Socket,
  SocketMaker,
  SocketOwner,
  SocketState,
  SocketWarning,
} from './socket-port.js';
import { createWriters } from './writers.js';

/** How a phone is to take the bot in: one of these is given, and a new one when it runs out. */
export interface Pairing {
  /** What a QR code has to hold; scanned under "Linked devices" of the phone. */
  readonly qr?: string;
  /** Eight characters, typed on the phone under "Link with phone number". */
  readonly code?: string;
}

/** What the driver is made of. */
export interface WebDriverSettings extends EncodeSettings {
  readonly name: string;
  readonly protection: ProtectionSettings;
  readonly seal: Seal;
  readonly makeSocket: SocketMaker;
  /** Whether a closed connection is opened again here; a host's own socket is the host's to open. */
  readonly reconnects: boolean;
  onPairing?(pairing: Pairing): void;
  random?(): number;
}

/** The space of the store in which a linked device keeps its session. */
const spaceOf = ({ name }: Pick<WebDriverSettings, 'name'>): string => `${name}:baileys`;

/** How long a role may take to be read, ms. */
const ROLE_TIME = 10_000;

/** Which values of the session are those of the linked device, and of no use without it. */
const ofDevice = /^(creds$|key\/|sent\/|media\/)/;

/** Runs the socket of one account: opens it, opens it again, gives it up. */
class Line {
  readonly #settings: WebDriverSettings;
  readonly #link: AdapterLink;
  readonly #space;
  #socket: Socket | undefined;
  #attempt = 0;
  #wasOpen = false;
  #isPaired = false;
  #startLink: string | undefined;
  #closing = false;
  #stopped: string | undefined;
  #events = 0;
  #cancel: Cancel = () => undefined;

  constructor(settings: WebDriverSettings, link: AdapterLink) {
    this.#settings = settings;
    this.#link = link;
    this.#space = link.session(spaceOf(settings));
  }

  async connect(): Promise<Connection> {
    const { name: adapter, protection, makeSocket, random = Math.random } = this.#settings;
    const link = this.#link;
    const session = this.#space;
    const writers = createWriters(session);
    const requests = await openJoinRequests(session);
    const guard = await openGuard(session, protection, link.clock);
    const intake = await openIntake({
      adapter,
      link,
      session,
      writers,
      requests,
      refresh: (groups) => void this.#socket?.refresh(groups).catch(() => undefined),
    });
    const socket = await makeSocket(this.#owner(intake, guard));
    this.#socket = socket;
    this.#open();
    const parts = { adapter, link, socket, intake, guard, writers, requests, protection, random };
    return this.#connection(socket, parts);
  }

  #connection(socket: Socket, parts: PerformParts): Connection {
    return {
      perform: async (step, given) =>
        this.#stopped === undefined
          ? perform(step, parts, given)
          : { kind: 'retry', reason: this.#stopped, retryAfter: 10 * 60_000 },
      readRole: (chat, account) => this.#readRole(socket, chat, account),
      download: (id) => download(socket, id),
      forget: async () => {
        parts.writers.forget();
        await parts.requests.reload();
        await socket.forget?.();
      },
      close: async () => {
        this.#closing = true;
        this.#cancel();
        await socket.close();
      },
    };
  }

  #owner(intake: Intake, guard: Guard): SocketOwner {
    const session = this.#space;
    return {
      state: (state) => this.#changed(state),
      self: (self) => {
        this.#isPaired = true;
        intake.self(self);
        const number = accountIdOf(self.me.id ?? '');
        if (number !== undefined) this.#startLink = startLinkTo(number);
      },
      warn: (warning) => this.#warned(warning, guard),
      news: intake.news,
      get: async (keys) => session.get(keys),
      keys: async (prefix) => session.keys(prefix),
      keep: intake.keep,
    };
  }

  #warned(warning: SocketWarning, guard: Guard): void {
    const { log } = this.#link;
    const { name: adapter } = this.#settings;
    if (warning.code === 'time-lock') {
      const { until } = warning;
      const told = until === undefined ? {} : { until: new Date(until).toISOString() };
      log.warn(
        'WhatsApp does not let this number write to new people for a while; with everybody else it goes on.',
        { adapter, ...told },
      );
      void guard.note({ kind: 'time-lock', until }).catch(() => undefined);
      return;
    }
    if (guard.isLocked())
      log.info('WhatsApp lets this number write to new people again.', { adapter });
    void guard.note({ kind: 'time-lock-lifted' }).catch(() => undefined);
  }

  #open(): void {
    if (this.#closing) return;
    this.#socket?.open().catch((error: unknown) => {
      this.#link.log.warn('WhatsApp could not be connected.', { problem: String(error) });
      this.#closed(undefined);
    });
  }

  #changed(state: SocketState): void {
    switch (state.state) {
      case 'pairing': {
        const { qr, code } = state;
        this.#link.log.info('The bot waits to be paired with a phone.');
        this.#settings.onPairing?.({ ...(qr && { qr }), ...(code && { code }) });
        return;
      }
      case 'open':
        this.#attempt = 0;
        this.#wasOpen = true;
        this.#tell('connected');
        return;
      case 'closed':
        this.#closed(state.code);
    }
  }

  #closed(code: number | undefined): void {
    if (this.#closing || this.#stopped !== undefined) return;
    const { reconnects, random = Math.random } = this.#settings;
    if (this.#wasOpen) this.#tell('disconnected', 'The connection to WhatsApp was lost.');
    this.#wasOpen = false;
    if (!reconnects) return;
    this.#attempt += 1;
    const next = afterClose(code, this.#attempt, random(), this.#isPaired);
    if (next.kind === 'again') {
      const { clock } = this.#link;
      this.#cancel = clock.after(next.after, () => this.#open());
      return;
    }
    const reason = stopReasons[next.why];
    this.#stopped = reason;
    this.#link.log.error(reason, { adapter: this.#settings.name });
    this.#tell('stopped', reason);
    if (next.forget) void this.#forget();
    void this.#socket?.close();
  }

  /** Removes the keys of a device that WhatsApp does not know any more. */
  async #forget(): Promise<void> {
    const keys = (await this.#space.keys()).filter((key) => ofDevice.test(key));
    await this.#space.set(new Map(keys.map((key) => [key, null])));
  }

  #tell(state: TransportChanged['state'], reason?: string): void {
    const { clock, log } = this.#link;
    const at = clock.now();
    this.#events += 1;
    const event: TransportChanged = {
      kind: 'transport.changed',
      id: `transport:${at}:${this.#events}:${Math.random().toString(36).slice(2, 8)}`,
      at,
      adapter: this.#settings.name,
      state,
      ...(reason === undefined ? {} : { reason }),
      ...(state === 'connected' && this.#startLink !== undefined
        ? { startLink: this.#startLink }
        : {}),
    };
    this.#link.accept([event]).catch(() => log.error('It could not be kept how WhatsApp stands.'));
  }

  async #readRole(socket: Socket, group: string, account: string): Promise<PlatformRole | 'none'> {
    const member = jidOf(account) ?? account;
    const late = new Promise<undefined>((resolve) => {
      setTimeout(() => resolve(undefined), ROLE_TIME).unref();
    });
    const answer = await Promise.race([socket.ask({ op: 'role', group, member }), late]);
    if (answer?.kind !== 'done') {
      const { name } = this.#settings;
      throw new KapwaError('adapter.failed', `${name}: the role cannot be read from WhatsApp now.`);
    }
    return answer.data === null ? 'none' : roleOf(answer.data as { admin: string | null });
  }
}

/** WhatsApp as a linked device sees it: groups, communities, and direct chats with care. */
export function webDriver(settings: WebDriverSettings): Driver {
  return {
    maxText: limits.text,
    encode: (action, facts) => encode(action, facts, settings),
    capability,
    reach: reachWith(settings.protection.coldPerDay),
    addressOf: usableId,
    limits: groupLimits,
    attachments,
    rates: ratesFor(settings.protection),
    sessionSearch: {
      space: spaceOf(settings),
      find: (accounts, session) => sessionTraces(accounts, session, settings.seal),
    },
    connect: (link) => new Line(settings, link).connect(),
  };
}
