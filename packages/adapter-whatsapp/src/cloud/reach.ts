import type { Reach, ReachFacts } from '@kapwa/core';
import { limits } from './limits.js';

/**
 * How somebody can be written to by the official API: freely within 24 hours of their last
 * message; after that, and before they ever wrote, only in a template that Meta has approved.
 */
export function reach({ wroteAt, now }: ReachFacts): Reach {
  const isOpen = wroteAt !== undefined && now < wroteAt + limits.openWindow;
  return isOpen ? 'open' : 'template-only';
}
