import type { KitOptions } from '../kit.js';
import type { Store } from '../store/store.js';

/** What a worker is made of: the same as the kit that leads. */
export interface WorkerOptions
  extends Pick<
    KitOptions,
    'adapters' | 'plugins' | 'clock' | 'log' | 'secret' | 'flood' | 'testing'
  > {
  /** The store of the kit that leads; one that several processes can work on. */
  readonly store: Store;
  /** The communities of that kit: a store that holds others only is refused. Any store is taken unless given. */
  readonly communities?: KitOptions['communities'];
  /** So many events are handled at a time: 1 to 256, 32 unless given. */
  readonly atOnce?: number;
}
