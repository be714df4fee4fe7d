import { KapwaError } from '../errors.js';
import { type IdMaker, idMaker } from '../model/keys.js';

/** Ids of people and chats; they are keyed with a secret that only the store knows. */
export interface KeyedIds {
  readonly ids: IdMaker;
  /** Keys the ids; before that there are none. */
  keyWith(secret: string): void;
}

/** Makes ids that cannot be made before the store was opened. */
export function createKeyedIds(): KeyedIds {
  let keyed: IdMaker = () => {
    throw new KapwaError(
      'kit.not-running',
      'The kit has not been started; await kit.start() first.',
    );
  };
  return {
    ids: (...parts) => keyed(...parts),
    keyWith(secret) {
      keyed = idMaker(secret);
    },
  };
}
