import type { AccountRef, AdapterSession, PlatformEvent } from '@kapwa/core';
import type { Decoded } from './decode.js';
import type { SessionChanges } from './socket-port.js';

/**
 * Which wishes to be let in were told. WhatsApp tells one when it is made, and lists it for as long
 * as it is open: at each connection, and when the bot becomes an admin.
 */
export interface JoinRequests {
  /** What is news of a batch, with what is to be stored in the same step. */
  sift(decoded: Decoded, now: number): Sifted;
  /** A wish the bot has answered itself, which WhatsApp need not tell it. */
  answered(chat: string, member: AccountRef): Promise<void>;
  /** Reads anew what is stored: somebody was erased from it. */
  reload(): Promise<void>;
}

/** What is left of a batch. */
interface Sifted {
  readonly events: readonly PlatformEvent[];
  readonly changes: SessionChanges;
  /** To be called where it could not be stored. */
  undo(): void;
}

const PREFIX = 'asked/';
/**
 * How far the moment of one request may differ between being told and being listed, s. Nobody asks,
 * is declined and asks again within it.
 */
const BLUR = 60;

type Open = Map<string, number>;

const idsOf = ({ id, aliases = [] }: AccountRef): readonly string[] => [id, ...aliases];
const nameOf = (chat: string, id: string): string => `${PREFIX}${chat}/${id}`;

async function load(open: Open, session: AdapterSession): Promise<void> {
  const values = await session.get(await session.keys(PREFIX));
  open.clear();
  for (const [name, value] of values) open.set(name, Number(Buffer.from(value).toString()));
}

/** One batch being sifted: what changes, and how it was before. */
class Sifting {
  readonly changes = new Map<string, Uint8Array | null>();
  readonly #before = new Map<string, number | undefined>();
  readonly #open: Open;

  constructor(open: Open) {
    this.#open = open;
  }

  /** Whether a request made at this moment, s, was told already; from now on it was. */
  isKnown(chat: string, member: AccountRef, at: number): boolean {
    const names = idsOf(member).map((id) => nameOf(chat, id));
    const known = names.flatMap((name) => this.#open.get(name) ?? []);
    for (const name of names) this.#set(name, Math.max(at, ...known));
    return known.some((told) => at <= told + BLUR);
  }

  over(chat: string, member: AccountRef): void {
    for (const id of idsOf(member)) this.#set(nameOf(chat, id), undefined);
  }

  /** Forgets all requests of a chat that are not listed, but the latest: the list may be older. */
  keepOnly(chat: string, listed: readonly AccountRef[], now: number): void {
    const names = new Set(listed.flatMap((one) => idsOf(one).map((id) => nameOf(chat, id))));
    for (const [name, at] of this.#open) {
      const isOld = at < now / 1000 - BLUR;
      if (name.startsWith(nameOf(chat, '')) && isOld && !names.has(name)) {
        this.#set(name, undefined);
      }
    }
  }

  #set(name: string, at: number | undefined): void {
    const now = this.#open.get(name);
    if (now === at) return;
    if (!this.#before.has(name)) this.#before.set(name, now);
    this.#put(name, at);
    this.changes.set(name, at === undefined ? null : Buffer.from(String(at)));
  }

  #put(name: string, at: number | undefined): void {
    if (at === undefined) this.#open.delete(name);
    else this.#open.set(name, at);
  }

  undo(): void {
    for (const [name, at] of this.#before) this.#put(name, at);
  }
}

function siftEvent(event: PlatformEvent, sifting: Sifting): boolean {
  switch (event.kind) {
    case 'join.requested':
      return !sifting.isKnown(event.chat.id, event.member, Math.floor(event.at / 1000));
    case 'join.withdrawn':
    case 'member.joined':
      sifting.over(event.chat.id, event.member);
      return true;
    default:
      return true;
  }
}

/** Opens the memory of who was told to ask. */
export async function openJoinRequests(session: AdapterSession): Promise<JoinRequests> {
  const open: Open = new Map();
  await load(open, session);
  return {
    sift({ events, waiting }, now) {
      const sifting = new Sifting(open);
      const told = events.filter((event) => siftEvent(event, sifting));
      const listed = waiting.flatMap(({ chat, requests }) => {
        const members = requests.map(({ member }) => member);
        const fresh = requests.filter((event) => siftEvent(event, sifting));
        sifting.keepOnly(chat, members, now);
        return fresh;
      });
      const { changes } = sifting;
      return { events: [...told, ...listed], changes, undo: () => sifting.undo() };
    },
    async answered(chat, member) {
      const sifting = new Sifting(open);
      sifting.over(chat, member);
      if (sifting.changes.size > 0) await session.set(sifting.changes);
    },
    reload: () => load(open, session),
  };
}
