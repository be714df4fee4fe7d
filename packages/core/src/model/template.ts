import type { z } from 'zod';
import { schema } from '../schema.js';

/** What a place in a template can be filled with. */
export const templateValues = ['community', 'group', 'person', 'text'] as const;
/** What a place in a template can be filled with; `text` is what the bot has to say, on one line. */
export type TemplateValue = (typeof templateValues)[number];

/** What a template that says "something waits for you" is for. */
export const EVERYTHING = 'everything';

/** What a tap on the button `start` of a template brings back. */
export const START_PAYLOAD = 'START';

/**
 * What stands above a template: words with one place, filled with a value; or the picture, film or
 * document of the message. A heading without any place needs no entry.
 */
export const templateHeaders = [
  'community',
  'group',
  'person',
  'image',
  'video',
  'document',
] as const;
/** What stands above a template. */
export type TemplateHeader = (typeof templateHeaders)[number];

/**
 * The buttons of a template, in their order. `choice`: one for each option of the menu of a message;
 * a tap is the answer. `start`: a tap counts as START. `link`: a fixed address, or one that ends in
 * the key of the community or group.
 */
export const templateButtons = [
  'choice',
  'start',
  'link',
  'link-with-community',
  'link-with-group',
] as const;
/** A button of a template. */
export type TemplateButton = (typeof templateButtons)[number];

/** Words a platform has approved beforehand: what may be said where nobody wrote for a while. */
export const templateSchema = schema((z) =>
  z.object({
    /** As the platform knows it. */
    name: z.string().min(1),
    /** The platform's own code of each language it is approved in, by BCP 47 tag. */
    languages: z.record(z.string(), z.string().min(1)),
    header: z.enum(templateHeaders).optional(),
    /** What is put into its places, in order. */
    parameters: z.array(z.enum(templateValues)).default([]),
    buttons: z.array(z.enum(templateButtons)).optional(),
    /** `everything`, the name of a plugin, or one kind of message of it, such as `onboarding.welcome`. */
    serves: z.array(z.string().min(1)).default([EVERYTHING]),
  }),
);
/** Words a platform has approved beforehand. */
export type MessageTemplate = z.infer<typeof templateSchema>;

/** A button of a template as it goes out. */
export type FilledButton =
  /** What a tap brings back as `choice` of the message. */
  | { readonly reply: string }
  /** The end of its address; absent where the address is fixed. */
  | { readonly link?: string };

/** A template as it goes out: named, in one language, with its places filled. */
export interface FilledTemplate {
  readonly name: string;
  /** The platform's own code. */
  readonly language: string;
  /** What fills the place of its heading; or that the message's own file stands above it. */
  readonly header?: { readonly text: string } | { readonly file: 'image' | 'video' | 'document' };
  readonly parameters: readonly string[];
  /** All its buttons, in their order. */
  readonly buttons?: readonly FilledButton[];
}
