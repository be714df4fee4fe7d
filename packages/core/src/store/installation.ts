import { randomBytes } from 'node:crypto';
import { KapwaError } from '../errors.js';
import type { Store } from './store.js';

const COLLECTION = 'core.installation';
const KEY = 'secret';

function agreeing(known: string, given: string | undefined): string {
  if (given === undefined || given === known) return known;
  throw new KapwaError(
    'config.invalid',
    'The secret is not the one this store was made with: nobody in it would be recognised. Give the old one, or begin with an empty store.',
  );
}

/**
 * The secret of this installation: the one given, or made at the first start: ids and pseudonyms are keyed with it,
 * so that nobody can tell from an id whose phone number it stands for.
 */
export async function installationSecret(store: Store, given?: string): Promise<string> {
  const known = await store.get(COLLECTION, KEY);
  if (known !== undefined) return agreeing(String(known.value), given);
  const value = given ?? randomBytes(32).toString('base64url');
  await store.commit({
    expect: [{ collection: COLLECTION, key: KEY, version: 0 }],
    writes: [{ op: 'put', collection: COLLECTION, key: KEY, value }],
    outgoing: [],
    post: [],
    dead: [],
  });
  return String((await store.get(COLLECTION, KEY))?.value ?? value);
}
