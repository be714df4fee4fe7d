/**
 * The thread of a linked device, out of the TypeScript sources: what `source-hooks.js` is for
 * imports, this is for that thread, which begins with a file of its own.
 *
 * Only a working copy of the repository uses this; a published package has the built file.
 */
import module from 'node:module';
import { register } from 'tsx/esm/api';

register({ tsconfig: false });
module.register('./source-hooks.js', import.meta.url);
const adapter = import.meta.resolve('@kapwa/adapter-whatsapp');
await import(new URL('./whatsapp-web.worker.ts', adapter).href);
