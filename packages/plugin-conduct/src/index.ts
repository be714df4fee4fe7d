export { conduct } from './conduct.js';
export type { ConductMessages } from './messages.js';
export { type ConductOptions, conductOptions } from './options.js';
