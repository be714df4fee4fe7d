import type { SessionReader, SessionTraces } from '@kapwa/core';
import { userOf } from './jid.js';
import type { Seal } from './seal.js';

/** A value as Baileys writes bytes in JSON. */
interface JsonBytes {
  readonly token?: { readonly type: 'Buffer'; readonly data: string };
}

/** The user in an address, a number or a hidden id, as Baileys names its values by it. */
function userIn(address: string): string {
  return userOf(address.replace(/^\+/, '')).split(/[@:]/, 1)[0] ?? '';
}

/** The user in a name of the signal library: `254700111222.0`, `1000_1.3`, of a hidden id with `_1`. */
function userOfSignal(name: string): string {
  return /^(\d+)(?:_\d+)?(?:\.\d+)?$/.exec(name)?.[1] ?? '';
}

/**
 * Whose a value of the session is, by its name; empty for what is nobody's. Names as Baileys 7 gives
 * them: `Signal/libsignal.js`, `Signal/lid-mapping.js`, `Socket/messages-send.js`.
 */
function ownerOf(name: string): string {
  const [space, type = '', ...rest] = name.split('/');
  const id = rest.join('/');
  if (space === 'asked') return userIn(id);
  if (space === 'wrote') return userIn([type, ...rest].join('/'));
  if (space === 'sent' || space === 'media') return type === 'to' ? (rest[0] ?? '') : '';
  if (space !== 'key') return '';
  switch (type) {
    case 'session':
    case 'identity-key':
      return userOfSignal(id);
    case 'sender-key':
      return userOfSignal(id.split('::')[1] ?? '');
    case 'lid-mapping':
      return id.replace(/_reverse$/, '');
    case 'device-list':
    case 'tctoken':
      return userIn(id);
    default:
      return '';
  }
}

/** Whether bytes hold a user as a number of its own, not inside a longer one. */
function holds(bytes: Uint8Array, users: ReadonlySet<string>): boolean {
  const found = Buffer.from(bytes)
    .toString('latin1')
    .match(/\d{4,}/g);
  return found?.some((digits) => users.has(digits)) ?? false;
}

/** Who has got the keys of a group already, without some; undefined where none of them is there. */
function withoutInMemory(json: string, users: ReadonlySet<string>): string | undefined {
  const entries = Object.entries(JSON.parse(json) as Record<string, unknown>);
  const rest = entries.filter(([jid]) => !users.has(userIn(jid)));
  return rest.length === entries.length ? undefined : JSON.stringify(Object.fromEntries(rest));
}

/** The list of whom trust tokens are kept, without some; undefined where none of them is there. */
function withoutInIndex(json: string, users: ReadonlySet<string>): string | undefined {
  const { token } = JSON.parse(json) as JsonBytes;
  if (token === undefined) return undefined;
  const jids = JSON.parse(Buffer.from(token.data, 'base64').toString()) as readonly string[];
  const rest = jids.filter((jid) => !users.has(userIn(jid)));
  if (rest.length === jids.length) return undefined;
  const data = Buffer.from(JSON.stringify(rest)).toString('base64');
  return JSON.stringify({ token: { type: 'Buffer', data } });
}

const listings: readonly (readonly [string, typeof withoutInMemory])[] = [
  ['key/sender-key-memory/', withoutInMemory],
  ['key/tctoken/__index', withoutInIndex],
];

/** The users by whom somebody may be named: those of their addresses, and what Baileys maps to them. */
async function usersOf(
  accounts: readonly string[],
  session: SessionReader,
  seal: Seal,
): Promise<ReadonlySet<string>> {
  const users = new Set(accounts.map(userIn).filter((user) => user !== ''));
  const names = [...users].flatMap((user) => [
    `key/lid-mapping/${user}`,
    `key/lid-mapping/${user}_reverse`,
  ]);
  for (const [name, value] of await session.get(names)) {
    const other: unknown = JSON.parse(Buffer.from(seal.open(name, value)).toString());
    if (typeof other === 'string') users.add(other);
  }
  return users;
}

/** Both forms in which the kit may know an account. */
function aliasesOf(users: ReadonlySet<string>): readonly string[] {
  return [...users].flatMap((user) => [user, `${user}@lid`]);
}

/** What was sent to, or came from, some: the marks beside it tell. */
function besideMarks(marks: readonly string[]): readonly string[] {
  return marks.flatMap((name) => {
    const [space, to, , id] = name.split('/');
    return to === 'to' && id !== undefined ? [`${space}/${id}`] : [];
  });
}

/**
 * What of the session of a linked device is about whoever has these addresses: the values named by
 * any of their devices, by number or hidden id, also where the kit knows only one of the two; what
 * went to them; and their places in lists.
 */
export async function sessionTraces(
  accounts: readonly string[],
  session: SessionReader,
  seal: Seal,
): Promise<SessionTraces> {
  const users = await usersOf(accounts, session, seal);
  const names = await session.keys();
  const theirs = names.filter((name) => users.has(ownerOf(name)));
  const gone = new Set([...theirs, ...besideMarks(theirs)]);
  const values = new Map<string, Uint8Array | null>([...gone].map((name) => [name, null]));

  for (const name of names.filter((one) => one.startsWith('sent/') && !gone.has(one))) {
    const value = (await session.get([name])).get(name);
    // The first 8 bytes are its moment.
    if (
      value !== undefined &&
      value.length > 8 &&
      holds(seal.open(name, value.subarray(8)), users)
    ) {
      values.set(name, null);
    }
  }
  for (const [prefix, without] of listings) {
    for (const name of names.filter((one) => one.startsWith(prefix))) {
      const value = (await session.get([name])).get(name);
      if (value === undefined) continue;
      const rest = without(Buffer.from(seal.open(name, value)).toString(), users);
      if (rest !== undefined) values.set(name, seal.close(name, Buffer.from(rest)));
    }
  }
  return { aliases: aliasesOf(users), values };
}
