import type { proto, WAMessageKey } from 'baileys';

/** A message that went by a short while ago. */
interface Passed {
  readonly key: WAMessageKey;
  /** Held for a few minutes only, so that an answer can show what it answers. */
  readonly message: proto.IMessage | undefined;
  readonly at: number;
}

/** Who wrote which message, for as long as memory lasts. */
export interface Recent {
  add(key: WAMessageKey, message: proto.IMessage | undefined): void;
  key(id: string): WAMessageKey | undefined;
  message(id: string): proto.IMessage | undefined;
}

const MOST = 20_000;
/** How many keep their words, and for how long, ms. */
const MOST_WORDS = 500;
const WORDS_KEPT = 10 * 60_000;

/** Makes a memory of the messages that pass; it is not stored. */
export function createRecent(now: () => number): Recent {
  const passed = new Map<string, Passed>();
  const spoken: string[] = [];

  const forgetWords = (id: string): void => {
    const known = passed.get(id);
    if (known !== undefined) passed.set(id, { ...known, message: undefined });
  };

  return {
    add(key, message) {
      if (!key.id || passed.has(key.id)) return;
      passed.set(key.id, { key, message, at: now() });
      const [oldest] = passed.keys();
      if (passed.size > MOST && oldest !== undefined) passed.delete(oldest);
      if (message === undefined) return;
      spoken.push(key.id);
      const isOld = (id: string): boolean => (passed.get(id)?.at ?? 0) < now() - WORDS_KEPT;
      while (spoken.length > MOST_WORDS || (spoken[0] !== undefined && isOld(spoken[0]))) {
        forgetWords(spoken.shift() ?? '');
      }
    },
    key: (id) => passed.get(id)?.key,
    message(id) {
      const found = passed.get(id);
      return found && found.at >= now() - WORDS_KEPT ? found.message : undefined;
    },
  };
}
