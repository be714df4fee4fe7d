import {
  type Adapter,
  defineAdapter,
  type PlatformLimit,
  type PlatformRate,
  type Reach,
  type ReachFacts,
} from '@kapwa/core';
import { capability } from './capability.js';
import { connect } from './connect.js';
import { encode } from './encode.js';
import { attachments, maxText } from './limits.js';
import type { World } from './world/world.js';

/** How the adapter presents itself to its kit. */
export interface PlaygroundOptions {
  /** `playground` unless given; two worlds in one kit need two names. */
  readonly name?: string;
  /** How large things may grow here; there is no limit unless given. */
  readonly limits?: readonly PlatformLimit[];
  /** How often the bot may ask for something here; as often as it likes unless given. */
  readonly rates?: readonly PlatformRate[];
}

/** How somebody can be written to here, as the world was made. */
function reachIn(
  { mustWriteFirst, window }: Pick<World, 'mustWriteFirst' | 'window'>,
  { hasWritten, wroteAt, now }: ReachFacts,
): Reach {
  if (mustWriteFirst && !hasWritten) return 'must-write-first';
  if (window === undefined) return 'open';
  return wroteAt !== undefined && now < wroteAt + window ? 'open' : 'template-only';
}

/** Connects a kit to a {@link World}, a messenger in memory. */
export function playgroundAdapter(world: World, options: PlaygroundOptions = {}): Adapter {
  const { name = 'playground', limits, rates } = options;
  return defineAdapter({
    name,
    maxText,
    attachments,
    encode,
    capability,
    reach: (facts) => reachIn(world, facts),
    ...(limits === undefined ? {} : { limits }),
    ...(rates === undefined ? {} : { rates }),
    connect: (link) => connect(world, name, link),
  });
}
