/** Undoes one thing that was registered. */
export type Undo = () => void | Promise<void>;

/** Owns what a plugin registered, and undoes all of it in reverse order. */
export interface Scope {
  readonly name: string;
  /** Keeps an undo under a label. Returns a function that undoes just this, once. */
  own(label: string, undo: Undo): () => void;
  /** Labels of what is still registered, oldest first. */
  live(): readonly string[];
  /** Undoes everything, newest first; goes on when one fails and throws the first failure at the end. */
  close(): Promise<void>;
}

/** Makes a scope that owns nothing yet. */
export function createScope(name: string): Scope {
  const owned = new Map<symbol, { readonly label: string; readonly undo: Undo }>();

  const release = (id: symbol): void | Promise<void> => {
    const entry = owned.get(id);
    owned.delete(id);
    return entry?.undo();
  };

  return {
    name,
    own(label, undo) {
      const id = Symbol(label);
      owned.set(id, { label, undo });
      return () => void release(id);
    },
    live: () => [...owned.values()].map(({ label }) => label),
    async close() {
      const failures: unknown[] = [];
      for (const id of [...owned.keys()].reverse()) {
        try {
          await release(id);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
