import type { z } from 'zod';
import type { Collection } from '../../plugins/collection.js';
import { schema } from '../../schema.js';
import type { HouseContext } from '../house-context.js';

/** A code that was given and not used yet; one a person, in the lane of the community. */
export const offerSchema = schema((z) =>
  z.object({
    code: z.string(),
    adapter: z.string(),
    /** ms UTC. */
    expires: z.number(),
  }),
);

/** When somebody tried codes, ms UTC; those that were right are taken out. */
export const triesSchema = schema((z) => z.array(z.number()));

/** What is kept while people link their accounts. */
export interface LinkRecords {
  readonly offers: Collection<z.infer<typeof offerSchema>>;
  readonly tries: Collection<readonly number[]>;
}

/** The first word of a command in one language, as it is typed. */
export function written(
  context: HouseContext,
  language: string,
  key: 'words.link' | 'words.unlink',
): string {
  const [part] = context.text(language, key, {});
  return `/${part?.kind === 'plain' ? (part.text.split('|')[0] ?? '').trim() : ''}`;
}
