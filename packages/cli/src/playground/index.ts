export type { DemoOptions } from './options.js';
export { playDemo } from './play-demo.js';
