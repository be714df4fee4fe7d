import type { z } from 'zod';
import { schema } from '../schema.js';

/** A text in one language, or in several by BCP 47 tag. */
export const localisedSchema = schema((z) =>
  z.union([z.string().min(1), z.record(z.string(), z.string().min(1))]),
);
/** A text in one language, or in several by BCP 47 tag. */
export type Localised = z.infer<typeof localisedSchema>;
