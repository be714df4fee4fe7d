import { createMemoryStore, type Store } from '@kapwa/core';

/**
 * A store in memory whose installation has a secret everybody knows.
 *
 * Ids of people are keyed with the secret, and lists come in the order of ids: with a random one
 * the same scene would list names in another order every time. Only for demos, where there is
 * nobody to protect.
 */
export async function knownStore(): Promise<Store> {
  const store = createMemoryStore();
  await store.open();
  await store.commit({
    expect: [],
    writes: [
      {
        op: 'put',
        collection: 'core.installation',
        key: 'secret',
        value: 'a demo keeps no secrets',
      },
    ],
    outgoing: [],
    post: [],
    dead: [],
  });
  return store;
}
