import type { AuthenticationCreds, SignalDataSet, SignalKeyStore } from 'baileys';
import type { Baileys } from './load-baileys.js';
import type { Seal } from './seal.js';
import type { SessionChanges, SocketNews, SocketOwner } from './socket-port.js';

/** The type under which decrypted messages travel to the store together with the keys. */
export const DECRYPTED = 'kapwa-decrypted';

/** Where the session's values lie. */
const CREDS = 'creds';
const keyName = (type: string, id: string): string => `key/${type}/${id}`;

/** How many values are held in memory, so that a send to a large group does not ask for each. */
const MOST_HELD = 20_000;

/** What Baileys needs to be the same device after a restart. */
export interface AuthState {
  readonly creds: AuthenticationCreds;
  readonly keys: SignalKeyStore;
  /** Keeps `creds` as they are now. */
  saveCreds(): Promise<void>;
  /** Resolves once everything asked for so far is kept. */
  saved(): Promise<void>;
  /** Holds nothing in memory any more: what is asked for next is read from the store. */
  forget(): void;
}

/** The values held in memory, the oldest going first. */
function heldValues() {
  const held = new Map<string, unknown>();
  return {
    get: (name: string): unknown => held.get(name),
    has: (name: string): boolean => held.has(name),
    set(name: string, value: unknown): void {
      held.delete(name);
      held.set(name, value);
      const [oldest] = held.keys();
      if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
    },
    clear: (): void => held.clear(),
  };
}

/** Written and read as Baileys itself does it, so that binary values stay binary. */
function codec({ BufferJSON, proto }: Baileys, seal: Seal) {
  return {
    write: (name: string, value: unknown): Uint8Array =>
      seal.close(name, Buffer.from(JSON.stringify(value, BufferJSON.replacer))),
    read(name: string, stored: Uint8Array): unknown {
      const text = Buffer.from(seal.open(name, stored)).toString();
      const value: unknown = JSON.parse(text, BufferJSON.reviver);
      return name.startsWith(keyName('app-state-sync-key', ''))
        ? proto.Message.AppStateSyncKeyData.fromObject(value as object)
        : value;
    },
  };
}

/** Splits what one transaction changes into values and the messages decrypted in it. */
function changesIn(
  data: SignalDataSet,
  write: (name: string, value: unknown) => Uint8Array,
): { changes: SessionChanges; news: readonly SocketNews[]; values: Map<string, unknown> } {
  const changes = new Map<string, Uint8Array | null>();
  const values = new Map<string, unknown>();
  const news: SocketNews[] = [];
  for (const [type, entries] of Object.entries(data)) {
    for (const [id, value] of Object.entries<unknown>(entries ?? {})) {
      if (type === DECRYPTED) {
        news.push({ kind: 'message', message: value });
        continue;
      }
      const name = keyName(type, id);
      values.set(name, value ?? undefined);
      changes.set(name, value == null ? null : write(name, value));
    }
  }
  return { changes, news, values };
}

/**
 * The session out of the store. One transaction of Baileys is one step of the store, and what was
 * decrypted in it is taken in by the same step: a crash loses neither the message nor the ratchet.
 */
export async function openAuthState(
  library: Baileys,
  owner: SocketOwner,
  seal: Seal,
): Promise<AuthState> {
  const { write, read } = codec(library, seal);
  const held = heldValues();
  const stored = (await owner.get([CREDS])).get(CREDS);
  const creds =
    stored === undefined ? library.initAuthCreds() : (read(CREDS, stored) as AuthenticationCreds);
  let before: Promise<unknown> = Promise.resolve();

  /** One step after the other: an older value must never come after a newer one. */
  const keep = (changes: SessionChanges, news: readonly SocketNews[]): Promise<void> => {
    const kept = before.then(() => owner.keep(changes, news));
    before = kept.catch(() => undefined);
    return kept;
  };

  const keys = {
    async get(type: string, ids: string[]) {
      const names = ids.map((id) => keyName(type, id));
      const missing = names.filter((name) => !held.has(name));
      if (missing.length > 0) {
        const found = await owner.get(missing);
        for (const name of missing) {
          const value = found.get(name);
          held.set(name, value === undefined ? undefined : read(name, value));
        }
      }
      const values = ids.map((id, index) => [id, held.get(names[index] ?? '')] as const);
      return Object.fromEntries(values.filter(([, value]) => value !== undefined));
    },
    async set(data: SignalDataSet) {
      const { changes, news, values } = changesIn(data, write);
      await keep(changes, news);
      for (const [name, value] of values) held.set(name, value);
    },
  };
  return {
    creds,
    keys: keys as SignalKeyStore,
    saveCreds: () => keep(new Map([[CREDS, write(CREDS, creds)]]), []),
    saved: async () => void (await before),
    forget: held.clear,
  };
}
