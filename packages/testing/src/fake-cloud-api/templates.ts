import { fillTemplate, placesIn, type SentTemplate } from './fill-template.js';
import { type GraphError, graphError } from './graph-error.js';
import type { FakeTemplateButton, FakeTemplateText, FilledTemplateText } from './template-text.js';

/** A template as Meta has approved it. */
export interface FakeTemplate {
  readonly name: string;
  /** By the language in which it is approved, as Meta writes it; mere words are its body. */
  readonly languages: Readonly<Record<string, string | FakeTemplateText>>;
}

/** How a template stands with Meta. */
type TemplateStatus = 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED';

/** The templates of a business. */
export interface TemplateRegistry {
  /** Approves one, or more languages of one. */
  approve(template: FakeTemplate): void;
  /** Takes one in that is looked at, or was turned down: it is known, and cannot be sent. */
  submit(template: FakeTemplate, status: 'PENDING' | 'REJECTED'): void;
  /** Meta pauses or disables what people report. */
  pause(name: string): void;
  /** What arrives, or Meta's error. */
  fill(message: unknown): FilledTemplateText | { readonly error: GraphError };
  /** All of them as the Graph API lists them, one for each language. */
  list(): readonly unknown[];
}

interface Kept {
  readonly text: FakeTemplateText;
  readonly status: TemplateStatus;
}

function textOf(given: string | FakeTemplateText): FakeTemplateText {
  return typeof given === 'string' ? { body: given } : given;
}

function listedButton(button: FakeTemplateButton): unknown {
  return 'reply' in button
    ? { type: 'QUICK_REPLY', text: button.reply }
    : { type: 'URL', text: button.label, url: button.url };
}

function listedHeader({ header }: FakeTemplateText): readonly unknown[] {
  if (header === undefined) return [];
  const format = typeof header === 'string' ? 'TEXT' : header.file.toUpperCase();
  return [{ type: 'HEADER', format, ...(typeof header === 'string' && { text: header }) }];
}

/** As `GET /{business account}/message_templates` gives it. */
function listed(name: string, language: string, { text, status }: Kept): unknown {
  const { body, buttons = [] } = text;
  const components = [
    ...listedHeader(text),
    { type: 'BODY', text: body },
    ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: buttons.map(listedButton) }]),
  ];
  return { name, language, status, category: 'UTILITY', components };
}

/** Why Meta would not approve it, as far as its form says: a place may stand only where Meta takes one. */
function unfit({ header, buttons = [] }: FakeTemplateText): string | undefined {
  if (typeof header === 'string' && placesIn(header) > 1) return 'A header has one place at most.';
  const wrong = buttons.some((one) => 'url' in one && /\{\{1\}\}./.test(one.url));
  return wrong ? 'The place of a URL stands at its end.' : undefined;
}

/** Makes an empty registry. While nothing was ever approved, every template is taken by its name. */
export function templateRegistry(): TemplateRegistry {
  const known = new Map<string, Map<string, Kept>>();
  const keep = ({ name, languages }: FakeTemplate, status: TemplateStatus): void => {
    const own = known.get(name) ?? new Map<string, Kept>();
    for (const [code, given] of Object.entries(languages)) {
      const text = textOf(given);
      const problem = unfit(text);
      if (problem !== undefined) throw new Error(`The template ${name} (${code}): ${problem}`);
      own.set(code, { text, status });
    }
    known.set(name, own);
  };
  return {
    approve: (template) => keep(template, 'APPROVED'),
    submit: keep,
    pause(name) {
      for (const [code, one] of known.get(name) ?? []) {
        known.get(name)?.set(code, { ...one, status: 'PAUSED' });
      }
    },
    fill(message) {
      const { template } = message as { template: SentTemplate & { language: { code: string } } };

      const { name, language } = template;
      if (known.size === 0) return { words: name, replies: [], links: [] };
      const kept = known.get(name)?.get(language.code);
      if (kept === undefined || kept.status === 'PENDING' || kept.status === 'REJECTED') {
        return { error: graphError(132001, 'Template name does not exist in the translation') };
      }
      if (kept.status === 'PAUSED') return { error: graphError(132015, 'Template is paused') };
      return fillTemplate(kept.text, template);
    },
    list: () =>
      [...known].flatMap(([name, languages]) =>
        [...languages].map(([language, kept]) => listed(name, language, kept)),
      ),
  };
}
