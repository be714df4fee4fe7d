import type { z } from 'zod';
import { schema } from '../schema.js';

/** What a place in a template can be filled with. */
export const templateValues = ['community', 'group', 'person', 'text'] as const;
/** What a place in a template can be filled with; `text` is what the bot has to say, on one line. */
export type TemplateValue = (typeof templateValues)[number];

/** What a template that says "something waits for you" is for. */
export const EVERYTHING = 'everything';

/** Words a platform has approved beforehand: what may be said where nobody wrote for a while. */
export const templateSchema = schema((z) =>
  z.object({
    /** As the platform knows it. */
    name: z.string().min(1),
    /** The platform's own code of each language it is approved in, by BCP 47 tag. */
    languages: z.record(z.string(), z.string().min(1)),
    /** What is put into its places, in order. */
    parameters: z.array(z.enum(templateValues)).default([]),
    /** `everything`, the name of a plugin, or one kind of message of it, such as `onboarding.welcome`. */
    serves: z.array(z.string().min(1)).default([EVERYTHING]),
  }),
);
/** Words a platform has approved beforehand. */
export type MessageTemplate = z.infer<typeof templateSchema>;

/** A template as it goes out: named, in one language, with its places filled. */
export interface FilledTemplate {
  readonly name: string;
  /** The platform's own code. */
  readonly language: string;
  readonly parameters: readonly string[];
}
