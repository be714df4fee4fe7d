import type { Context } from '@kapwa/core';
import type { ConductMessages } from './messages.js';
import type { ConductOptions } from './options.js';

/** What a handler of conduct gets. */
export type ConductContext = Context<ConductOptions, ConductMessages>;
