import type { AccountRef, AdapterLink } from '@kapwa/core';
import { accountOf } from './people.js';

/** A poll of the bot's, by which votes are placed: Telegram names only the poll. */
interface KnownPoll {
  readonly chat: string;
  readonly message: string;
}

/** What members of a group may do: `ChatPermissions` of the Bot API. */
export type Permissions = Readonly<Record<string, boolean>>;

/** What the adapter remembers; what has to outlive a restart is kept in the kit's store. */
export interface Memory {
  isAdmin(chat: number): boolean;
  setAdmin(chat: number, isAdmin: boolean): void;
  /** Whether anything is known of the bot's place in a chat. */
  hasSeen(chat: number): boolean;
  /** Learns usernames from whatever names somebody. */
  meet(user: unknown): void;
  userNamed(username: string): AccountRef | undefined;
  /** A chat has another id now. */
  move(from: number, to: number): void;
  /** Where to write to a chat. */
  currentId(chat: number | string): number | string;
  /** Under which id the kit knows a chat. */
  knownAs(chat: number): string;
  addPoll(id: string, poll: KnownPoll): Promise<void>;
  poll(id: string): KnownPoll | undefined;
  /** Reads a poll of an earlier run, so that `poll` finds it. */
  recallPoll(id: string): Promise<void>;
  /** What somebody could send before they were muted. */
  keepRestriction(chat: number | string, user: number, permissions: Permissions): Promise<void>;
  restriction(chat: number | string, user: number): Promise<Permissions | undefined>;
  forgetRestriction(chat: number | string, user: number): Promise<void>;
  keepPermissions(chat: number | string, permissions: Permissions): Promise<void>;
  permissions(chat: number | string): Promise<Permissions | undefined>;
}

type Kept = Pick<AdapterLink, 'session' | 'clock'>;

/** Usernames that are remembered; the oldest are forgotten. */
const MOST_NAMES = 20_000;
/** For how long votes in a poll are placed, ms. */
const POLL_TIME = 60 * 24 * 60 * 60 * 1000;

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

function createStored(adapter: string, { session, clock }: Kept) {
  const space = session(`${adapter}:chats`);
  const read = async (key: string): Promise<unknown> => {
    const bytes = (await space.get([key])).get(key);
    return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
  };
  /** Polls nobody votes in any more, as changes that remove them. */
  const oldPolls = async (): Promise<Map<string, null>> => {
    const keys = await space.keys('poll:');
    const values = await Promise.all(keys.map(async (key) => [key, await read(key)] as const));
    const isOld = (value: unknown): boolean =>
      (value as { at: number }).at < clock.now() - POLL_TIME;
    return new Map(values.filter(([, value]) => isOld(value)).map(([key]) => [key, null]));
  };
  return {
    read,
    async writePoll(id: string, poll: KnownPoll): Promise<void> {
      const value = encode({ ...poll, at: clock.now() });
      await space.set(
        new Map<string, Uint8Array | null>([...(await oldPolls()), [`poll:${id}`, value]]),
      );
    },
    write: (key: string, value: unknown) => space.set(new Map([[key, encode(value)]])),
    remove: (key: string) => space.set(new Map([[key, null]])),
  };
}

/** An empty memory over the kit's store. */
export function createMemory(adapter: string, link: Kept): Memory {
  const stored = createStored(adapter, link);
  const admins = new Map<number, boolean>();
  const names = new Map<string, AccountRef>();
  const moved = new Map<number, number>();
  const before = new Map<number, number>();
  const polls = new Map<string, KnownPoll>();

  return {
    isAdmin: (chat) => admins.get(chat) === true,
    setAdmin(chat, isAdmin) {
      admins.set(chat, isAdmin);
    },
    hasSeen: (chat) => admins.has(chat),
    meet(user) {
      const { id, username, first_name } = (user ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof id !== 'number' || typeof username !== 'string') return;
      const account = accountOf({
        id,
        is_bot: false,
        first_name: String(first_name ?? ''),
        username,
      });
      names.delete(username.toLowerCase());
      names.set(username.toLowerCase(), account);
      const [oldest] = names.keys();
      if (names.size > MOST_NAMES && oldest !== undefined) names.delete(oldest);
    },
    userNamed: (username) => names.get(username),
    move(from, to) {
      moved.set(from, to);
      before.set(to, from);
      if (admins.has(from)) admins.set(to, admins.get(from) === true);
    },
    currentId: (chat) => moved.get(Number(chat)) ?? chat,
    knownAs: (chat) => String(before.get(chat) ?? chat),
    async addPoll(id, poll) {
      polls.set(id, poll);
      await stored.writePoll(id, poll);
    },
    poll: (id) => polls.get(id),
    async recallPoll(id) {
      if (polls.has(id)) return;
      const poll = (await stored.read(`poll:${id}`)) as KnownPoll | undefined;
      if (poll !== undefined) polls.set(id, { chat: poll.chat, message: poll.message });
    },
    keepRestriction: (chat, user, permissions) =>
      stored.write(`restriction:${chat}:${user}`, permissions),
    async restriction(chat, user) {
      return (await stored.read(`restriction:${chat}:${user}`)) as Permissions | undefined;
    },
    forgetRestriction: (chat, user) => stored.remove(`restriction:${chat}:${user}`),
    keepPermissions: (chat, permissions) => stored.write(`permissions:${chat}`, permissions),
    async permissions(chat) {
      return (await stored.read(`permissions:${chat}`)) as Permissions | undefined;
    },
  };
}
