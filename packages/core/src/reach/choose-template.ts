import { fallbackChain } from '../languages/fallback.js';
import {
  EVERYTHING,
  type FilledTemplate,
  type MessageTemplate,
  type TemplateValue,
} from '../model/template.js';

/** The longest value that is put into a template, in characters; WhatsApp allows 1,024 in all. */
const LONGEST_VALUE = 900;

/** What there is to say, to whom, and why. */
export interface TemplateWish {
  readonly plugin: string;
  /** The stable short id of what it is for. */
  readonly reason?: string;
  /** The languages somebody is addressed in, leading one first. */
  readonly languages: readonly string[];
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

function filled(template: MessageTemplate, wish: TemplateWish): FilledTemplate | undefined {
  const language = languageOf(template, wish.languages);
  const parameters = template.parameters.map((name) => onOneLine(wish.values[name] ?? ''));
  const fits = parameters.every((value) => value !== '' && value.length <= LONGEST_VALUE);
  if (language === undefined || !fits) return undefined;
  return { name: template.name, language, parameters };
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
      return rank !== undefined && template.parameters.includes('text') === carries;
    })
    .sort((one, other) => (one.rank ?? 0) - (other.rank ?? 0));
  for (const { template } of fitting) {
    const found = filled(template, wish);
    if (found !== undefined) return found;
  }
  return undefined;
}
