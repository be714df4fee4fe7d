/** How many keys one chunk holds before it is split in two. */
const CHUNK = 512;

/** Keys in order, so that those below a prefix are found without looking at all others. */
export interface KeyIndex {
  add(key: string): void;
  remove(key: string): void;
  /** The keys that start with `prefix`, in order of their UTF-16 units. */
  under(prefix: string): readonly string[];
}

/** The place of the first key that is not before `key`. */
function placeIn(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function inChunks(keys: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < keys.length; start += CHUNK / 2) {
    chunks.push(keys.slice(start, start + CHUNK / 2));
  }
  return chunks;
}

/**
 * Orders keys in chunks: adding one moves a few hundred at most, and a key costs a pointer.
 */
export function createKeyIndex(keys: Iterable<string>): KeyIndex {
  const chunks = inChunks([...keys].sort());

  /** The chunk in which `key` is, or would be. */
  const chunkOf = (key: string): number => {
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((chunks[middle]?.[0] as string) <= key) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  return {
    add(key) {
      const at = chunkOf(key);
      const chunk = chunks[at];
      if (chunk === undefined) {
        chunks.push([key]);
        return;
      }
      const place = placeIn(chunk, key);
      if (chunk[place] === key) return;
      chunk.splice(place, 0, key);
      if (chunk.length > CHUNK) chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
    },
    remove(key) {
      const at = chunkOf(key);
      const chunk = chunks[at] ?? [];
      const place = placeIn(chunk, key);
      if (chunk[place] !== key) return;
      chunk.splice(place, 1);
      if (chunk.length === 0) chunks.splice(at, 1);
    },
    under(prefix) {
      const found: string[] = [];
      for (let at = chunkOf(prefix); at < chunks.length; at += 1) {
        const chunk = chunks[at] as string[];
        for (let place = placeIn(chunk, prefix); place < chunk.length; place += 1) {
          const key = chunk[place] as string;
          if (!key.startsWith(prefix)) return found;
          found.push(key);
        }
      }
      return found;
    },
  };
}
