import { randomBytes } from 'node:crypto';
import type { Store } from './store.js';

const COLLECTION = 'core.installation';
const KEY = 'secret';

/**
 * The secret of this installation, made at the first start: ids and pseudonyms are keyed with it,
 * so that nobody can tell from an id whose phone number it stands for.
 */
export async function installationSecret(store: Store): Promise<string> {
  const known = await store.get(COLLECTION, KEY);
  if (known !== undefined) return String(known.value);
  const value = randomBytes(32).toString('base64url');
  await store.commit({
    expect: [{ collection: COLLECTION, key: KEY, version: 0 }],
    writes: [{ op: 'put', collection: COLLECTION, key: KEY, value }],
    outgoing: [],
    post: [],
    dead: [],
  });
  return String((await store.get(COLLECTION, KEY))?.value ?? value);
}
