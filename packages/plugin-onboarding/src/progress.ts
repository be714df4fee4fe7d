import { z } from 'zod';

/** How far a person has come. One record a person, written only in their own lane. */
export const progressSchema = z.object({
  /** `language` and `rules`: that question is open. `done`: nothing more is asked. */
  step: z.enum(['language', 'rules', 'done']),
  /** The group they came by; absent for who wrote to the bot first. */
  group: z.string().optional(),
  /** When the welcome was sent, ms UTC. */
  welcomed: z.number(),
  /** When they agreed to the rules, ms UTC, to which ones, and in which language they read them. */
  agreed: z.object({ at: z.number(), language: z.string(), rules: z.array(z.string()) }).optional(),
});
/** How far a person has come. */
export type Progress = z.infer<typeof progressSchema>;

/** What is still open for somebody, in the order it is asked. */
export function firstStep(ask: {
  readonly language: boolean;
  readonly agreement: boolean;
}): Progress['step'] {
  if (ask.language) return 'language';
  return ask.agreement ? 'rules' : 'done';
}
