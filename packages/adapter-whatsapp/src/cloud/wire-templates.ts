import { z } from 'zod';

const words = z.string().max(4096).optional().catch(undefined);

/** A part of a template, as the Graph API lists it. */
const componentSchema = z.object({
  type: z.string(),
  format: z.string().optional(),
  text: words,
  buttons: z
    .array(z.object({ type: z.string(), text: words, url: words }))
    .optional()
    .catch(undefined),
});

const templateSchema = z.object({
  name: z.string(),
  language: z.string(),
  status: z.string(),
  components: z.array(componentSchema).default([]),
});
/** A template in one language, as it stands at Meta. */
export type TemplateAtMeta = z.output<typeof templateSchema>;

/** One page of the templates of a business. */
export const templatesSchema = z.object({
  data: z.array(templateSchema),
  paging: z
    .object({
      cursors: z.object({ after: z.string().optional() }).optional(),
      next: z.string().optional(),
    })
    .optional()
    .catch(undefined),
});
