import { type Adapter, defineAdapter, type PlatformLimit } from '@kapwa/core';
import { capability } from './capability.js';
import { connect } from './connect.js';
import { encode } from './encode.js';
import { maxText } from './limits.js';
import type { World } from './world/world.js';

/** How the adapter presents itself to its kit. */
export interface PlaygroundOptions {
  /** `playground` unless given; two worlds in one kit need two names. */
  readonly name?: string;
  /** How large things may grow here; there is no limit unless given. */
  readonly limits?: readonly PlatformLimit[];
}

/** Connects a kit to a {@link World}, a messenger in memory. */
export function playgroundAdapter(world: World, options: PlaygroundOptions = {}): Adapter {
  const { name = 'playground', limits } = options;
  return defineAdapter({
    name,
    maxText,
    encode,
    capability,
    reach: ({ hasWritten }) => (hasWritten || !world.mustWriteFirst ? 'open' : 'must-write-first'),
    ...(limits === undefined ? {} : { limits }),
    connect: (link) => connect(world, name, link),
  });
}
