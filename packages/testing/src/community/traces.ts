import type { Store } from '@kapwa/core';

/** Links of the audit and records read at once. */
const MANY = 1_000_000;

/**
 * Where any of these words is found in a store: the records of every collection, what waits, what
 * was given up, transport sessions, the audit, the list of erasures. Empty where nothing is left,
 * which is what an erase must reach: `expect(await tracesIn(store, ['+254 700 …'])).toEqual([])`.
 */
export async function tracesIn(store: Store, words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  const look = (place: string, value: unknown): void => {
    const text = JSON.stringify(value) ?? '';
    for (const word of words) if (text.includes(word)) found.push(`${place}: ${word} in ${text}`);
  };
  for (const collection of await store.collections()) {
    for (const record of await store.list(collection, '')) look(collection, record);
  }
  for (const entry of await store.waiting()) look('inbox', entry);
  for (const item of await store.outgoing()) look('outbox', item);
  for (const letter of await store.dead()) look('dead letters', letter);
  for (const space of await store.sessions()) {
    const session = store.session(space);
    const keys = await session.keys();
    const values = [...(await session.get(keys))];
    look(
      space,
      values.map(([key, value]) => [key, Buffer.from(value).toString('utf8')]),
    );
  }
  for (const link of await store.audit(0, MANY)) look('audit', link);
  look('erasures', await store.erasures());
  return found;
}
