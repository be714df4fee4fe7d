import { type GraphError, graphError } from './graph-error.js';

/** A template as Meta has approved it. */
export interface FakeTemplate {
  readonly name: string;
  /** The words by the language in which they are approved, as Meta writes it; `{{1}}` is a place. */
  readonly languages: Readonly<Record<string, string>>;
}

/** The templates of a business. */
export interface TemplateRegistry {
  /** Approves one, or more languages of one. */
  approve(template: FakeTemplate): void;
  /** Meta pauses or disables what people report. */
  pause(name: string): void;
  /** The words that arrive, or Meta's error. */
  fill(message: unknown): { readonly words: string } | { readonly error: GraphError };
}

interface Sent {
  readonly name: string;
  readonly language: { readonly code: string };
  readonly components?: readonly {
    readonly type: string;
    readonly parameters?: readonly { readonly text?: string }[];
  }[];
}

function countOf(words: string): number {
  return new Set(words.match(/\{\{\d+\}\}/g) ?? []).size;
}

/** Meta takes no line breaks, tabs or long stretches of spaces in what is put in. */
const UNFIT = /[\n\t]| {5,}/;

/** Makes an empty registry. While nothing was ever approved, every template is taken by its name. */
export function templateRegistry(): TemplateRegistry {
  const known = new Map<string, Map<string, string>>();
  const paused = new Set<string>();
  return {
    approve({ name, languages }) {
      const own = known.get(name) ?? new Map<string, string>();
      for (const [code, words] of Object.entries(languages)) own.set(code, words);
      known.set(name, own);
    },
    pause: (name) => void paused.add(name),
    fill(message) {
      const { template } = message as { template: Sent };
      const { name, language, components = [] } = template;
      const values = components
        .filter(({ type }) => type === 'body')
        .flatMap(({ parameters = [] }) => parameters.map(({ text = '' }) => text));
      if (known.size === 0) return { words: name };
      const words = known.get(name)?.get(language.code);
      if (words === undefined) {
        return { error: graphError(132001, 'Template name does not exist in the translation') };
      }
      if (paused.has(name)) return { error: graphError(132015, 'Template is paused') };
      if (countOf(words) !== values.length) {
        return { error: graphError(132000, 'Number of parameters does not match') };
      }
      if (values.some((value) => UNFIT.test(value))) {
        return { error: graphError(132018, 'There is an issue with the parameters') };
      }
      return {
        words: words.replace(/\{\{(\d+)\}\}/g, (_, place) => values[Number(place) - 1] ?? ''),
      };
    },
  };
}
