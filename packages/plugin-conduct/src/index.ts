export { conduct } from './conduct.js';
export { detectors } from './detectors/index.js';
export type { ConductMessages } from './messages.js';
export { type ConductOptions, conductOptions } from './options.js';
