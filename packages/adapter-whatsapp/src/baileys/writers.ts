import type { AdapterSession, PlatformEvent } from '@kapwa/core';

/** Who has written to the bot directly: with them it has a chat, everybody else is a stranger. */
export interface Writers {
  /** What is to be stored with these events, so that who wrote is known from then on. */
  marks(events: readonly PlatformEvent[]): ReadonlyMap<string, Uint8Array>;
  /** To be called once the marks are stored. */
  marked(marks: ReadonlyMap<string, Uint8Array>): void;
  has(account: string): Promise<boolean>;
  /** Holds nothing in memory any more. */
  forget(): void;
}

const PREFIX = 'wrote/';
const MARK = Uint8Array.of(1);
/** How many are held in memory. */
const MOST = 5_000;

/** Makes the memory of who has written. */
export function createWriters(session: AdapterSession): Writers {
  const known = new Set<string>();
  return {
    marks(events) {
      const ids = events.flatMap((event) =>
        event.kind === 'message.received' && event.chat.direct
          ? [event.from.id, ...(event.from.aliases ?? [])]
          : [],
      );
      const names = ids.map((id) => PREFIX + id).filter((name) => !known.has(name));
      return new Map(names.map((name) => [name, MARK]));
    },
    marked(marks) {
      if (known.size + marks.size > MOST) known.clear();
      for (const name of marks.keys()) known.add(name);
    },
    forget: () => known.clear(),
    async has(account) {
      const name = PREFIX + account;
      if (known.has(name)) return true;
      const found = (await session.get([name])).has(name);
      if (found) known.add(name);
      return found;
    },
  };
}
