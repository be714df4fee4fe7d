import { type Adapter, defineAdapter } from '@kapwa/core';
import { capability } from './capability.js';
import { connect } from './connect.js';
import { encode } from './encode.js';
import { maxText } from './limits.js';
import type { World } from './world/world.js';

/** How the adapter presents itself to its kit. */
export interface PlaygroundOptions {
  /** `playground` unless given; two worlds in one kit need two names. */
  readonly name?: string;
}

/** Connects a kit to a {@link World}, a messenger in memory. */
export function playgroundAdapter(world: World, options: PlaygroundOptions = {}): Adapter {
  const { name = 'playground' } = options;
  return defineAdapter({
    name,
    maxText,
    encode,
    capability,
    connect: (link) => connect(world, name, link),
  });
}
