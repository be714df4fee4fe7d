import { KapwaError } from '../errors.js';

/** That somebody else has the lease now; told whoever still tries to change something by it. */
export function takenOver(): KapwaError {
  return new KapwaError(
    'store.taken-over',
    'Another kit works on this store now: this one takes nothing in and sends nothing any more.',
  );
}
