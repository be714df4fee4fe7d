import { fallbackChain } from '../languages/fallback.js';
import {
  EVERYTHING,
  type FilledButton,
  type FilledTemplate,
  type MessageTemplate,
  START_PAYLOAD,
  type TemplateButton,
  type TemplateValue,
} from '../model/template.js';

/** The longest value that is put into a template, in characters; WhatsApp allows 1,024 in all. */
const LONGEST_VALUE = 900;

/** The longest value that is put into a heading, in characters: WhatsApp allows 60 with its words. */
const LONGEST_HEADING = 40;

/** The longest id a button of a template brings back, in characters (Meta's reference, v26.0). */
const LONGEST_PAYLOAD = 128;

/** What there is to say, to whom, and why. */
export interface TemplateWish {
  readonly plugin: string;
  /** The stable short id of what it is for. */
  readonly reason?: string;
  /** The languages somebody is addressed in, leading one first. */
  readonly languages: readonly string[];
  /** The ids of the options of its menu, in order. */
  readonly choices?: readonly string[];
  /** The type of the file it comes with. */
  readonly file?: string;
  /** The keys links can end in. */
  readonly keys?: { readonly community: string; readonly group?: string };
  /** What can be put into its places. Without `text` only templates that do not carry it are found. */
  readonly values: Readonly<Partial<Record<TemplateValue, string>>>;
}

/** How well a template fits what it is for: the smaller, the better; undefined for not at all. */
function fit({ serves }: MessageTemplate, { plugin, reason }: TemplateWish): number | undefined {
  if (reason !== undefined && serves.includes(`${plugin}.${reason}`)) return 0;
  if (serves.includes(plugin)) return 1;
  return serves.includes(EVERYTHING) ? 2 : undefined;
}

/** The platform's code of the language that somebody understands best. */
function languageOf({ languages }: MessageTemplate, wanted: readonly string[]): string | undefined {
  const chain = wanted.flatMap(fallbackChain);
  const found = chain.find((tag) => languages[tag] !== undefined);
  return found === undefined ? Object.values(languages)[0] : languages[found];
}

/** On one line, as WhatsApp wants values: no breaks, no tabs, no long stretches of spaces. */
function onOneLine(value: string): string {
  return value.replace(/\s+/gu, ' ').trim();
}

/** What stands above it; undefined where that cannot be had. */
function filledHeader(
  { header }: MessageTemplate,
  { values, file }: TemplateWish,
): Pick<FilledTemplate, 'header'> | undefined {
  // What comes with a file goes out with it, or not at all.
  const hasPlace = header === 'image' || header === 'video' || header === 'document';
  if (file !== undefined && !hasPlace) return undefined;
  switch (header) {
    case undefined:
      return {};
    case 'image':
    case 'video':
    case 'document':
      return file === header ? { header: { file: header } } : undefined;
    default: {
      const text = onOneLine(values[header] ?? '');
      return text === '' || text.length > LONGEST_HEADING ? undefined : { header: { text } };
    }
  }
}

function filledButton(
  button: TemplateButton,
  choices: Iterator<string>,
  { keys }: TemplateWish,
): FilledButton | undefined {
  switch (button) {
    case 'choice': {
      const { value, done } = choices.next();
      return done === true || value.length > LONGEST_PAYLOAD ? undefined : { reply: value };
    }
    case 'start':
      return { reply: START_PAYLOAD };
    case 'link':
      return {};
    case 'link-with-community':
      return keys && { link: keys.community };
    case 'link-with-group':
      return keys?.group === undefined ? undefined : { link: keys.group };
  }
}

/** All its buttons; undefined where one cannot be filled, or an option of the menu has none. */
function filledButtons(
  { buttons = [] }: MessageTemplate,
  wish: TemplateWish,
): Pick<FilledTemplate, 'buttons'> | undefined {
  const { choices = [] } = wish;
  if (buttons.filter((one) => one === 'choice').length !== choices.length) return undefined;
  const left = choices[Symbol.iterator]();
  const all = buttons.map((button) => filledButton(button, left, wish));
  if (all.some((one) => one === undefined)) return undefined;
  return all.length === 0 ? {} : { buttons: all as readonly FilledButton[] };
}

function filled(template: MessageTemplate, wish: TemplateWish): FilledTemplate | undefined {
  const language = languageOf(template, wish.languages);
  const header = filledHeader(template, wish);
  const buttons = filledButtons(template, wish);
  const parameters = template.parameters.map((name) => onOneLine(wish.values[name] ?? ''));
  const fits = parameters.every((value) => value !== '' && value.length <= LONGEST_VALUE);
  if (language === undefined || header === undefined || buttons === undefined || !fits) {
    return undefined;
  }
  return { name: template.name, language, ...header, parameters, ...buttons };
}

/** Whether a template holds what is to be said itself: its words, or the answers to its question. */
function isCarrying({ parameters, buttons = [] }: MessageTemplate): boolean {
  return parameters.includes('text') || buttons.includes('choice');
}

/** A wish to say no more than that something waits. */
function onlyInviting({ choices: _, file: __, ...wish }: TemplateWish): TemplateWish {
  return wish;
}

/**
 * The template for something that is to be said: the one made for just that, in the language that
 * is understood best. `carries`: whether it has to hold the words themselves, or must not. Pure.
 */
export function chooseTemplate(
  templates: readonly MessageTemplate[],
  wish: TemplateWish,
  carries: boolean,
): FilledTemplate | undefined {
  const fitting = templates
    .map((template) => ({ template, rank: fit(template, wish) }))
    .filter(({ template, rank }) => {
      return rank !== undefined && isCarrying(template) === carries;
    })
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
  for (const { template } of fitting) {
    const found = filled(template, carries ? wish : onlyInviting(wish));
    if (found !== undefined) return found;
  }
  return undefined;
}
