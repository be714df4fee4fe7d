export type { RecognitionMessages } from './messages.js';
export { type RecognitionOptions, recognitionOptions } from './options.js';
export { recognition } from './recognition.js';
