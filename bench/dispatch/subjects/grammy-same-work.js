import { start as startGrammy } from './grammy.js';

/** grammY with deduplication, order per chat and a session, as Kapwa always has them. */
export const start = (wishes) => startGrammy({ ...wishes, sameWork: true });
