import { type GraphError, graphError } from './graph-error.js';
import type { FakeTemplateButton, FakeTemplateText, FilledTemplateText } from './template-text.js';

interface Parameter {
  readonly type: string;
  readonly text?: string;
  readonly payload?: string;
  readonly [media: string]: unknown;
}

interface Component {
  readonly type: string;
  readonly sub_type?: string;
  readonly index?: string;
  readonly parameters?: readonly Parameter[];
}

/** What a message sends of a template. */
export interface SentTemplate {
  readonly name: string;
  readonly components?: readonly Component[];
}

type Failure = { readonly error: GraphError };

/** Meta takes no line breaks, tabs or long stretches of spaces in what is put in. */
const UNFIT = /[\n\t]| {5,}/;

/** The longest payload of a button, in characters. */
const LONGEST_PAYLOAD = 128;

const wrongNumber = (): Failure => ({
  error: graphError(132000, 'Number of parameters does not match the expected number of params'),
});
const wrongForm = (): Failure => ({
  error: graphError(132012, 'Parameter format does not match format in the created template'),
});
const unfitValue = (): Failure => ({
  error: graphError(132018, 'There is an issue with the parameters'),
});

/** How many places some words have. */
export function placesIn(words: string): number {
  return new Set(words.match(/\{\{\d+\}\}/g) ?? []).size;
}

/** Words with their places filled by texts. */
function filledWords(words: string, given: readonly Parameter[]): string | Failure {
  if (placesIn(words) !== given.length) return wrongNumber();
  if (given.some(({ type, text }) => type !== 'text' || text === undefined)) return wrongForm();
  const values = given.map(({ text = '' }) => text);
  if (values.some((value) => UNFIT.test(value) || value.trim() === '')) return unfitValue();
  return words.replace(/\{\{(\d+)\}\}/g, (_, place) => values[Number(place) - 1] ?? '');
}

type Heading = { readonly words?: string; readonly media?: string };

function filledHeader(
  { header }: FakeTemplateText,
  given: readonly Parameter[],
): Heading | Failure {
  if (header === undefined) return given.length === 0 ? {} : wrongNumber();
  if (typeof header === 'string') {
    const words = filledWords(header, given);
    return typeof words === 'string' ? { words } : words;
  }
  const [only, ...more] = given;
  if (only === undefined || more.length > 0) return wrongNumber();
  if (only.type !== header.file) return wrongForm();
  const { id, link } = (only[header.file] ?? {}) as { id?: string; link?: string };
  return (id === undefined) === (link === undefined) ? wrongForm() : { media: id ?? String(link) };
}

function missing(place: number, what: string): Failure {
  const title = `Required parameter is missing: Button at index ${place} of type ${what} requires a parameter`;
  return { error: graphError(131008, title) };
}

type FilledButton = { readonly id: string; readonly title: string } | { readonly url: string };

function filledButton(
  button: FakeTemplateButton,
  place: number,
  given: Component | undefined,
): FilledButton | Failure {
  const [parameter, ...more] = given?.parameters ?? [];
  if (more.length > 0) return wrongNumber();
  if ('reply' in button) {
    const title = button.reply;
    // Without a payload a tap brings back the words on the button.
    if (given === undefined) return { id: title, title };
    if (given.sub_type !== 'quick_reply' || parameter?.type !== 'payload') return wrongForm();
    const { payload = '' } = parameter;
    return payload === '' || payload.length > LONGEST_PAYLOAD
      ? wrongForm()
      : { id: payload, title };
  }
  if (placesIn(button.url) === 0) {
    return given === undefined ? { url: button.url } : wrongNumber();
  }
  if (given === undefined || parameter === undefined) return missing(place, 'Url');
  if (given.sub_type !== 'url' || parameter.type !== 'text') return wrongForm();
  const { text = '' } = parameter;
  return text === '' || /\s/.test(text) ? unfitValue() : { url: button.url.replace('{{1}}', text) };
}

function parametersOf(components: readonly Component[], type: string): readonly Parameter[] {
  return components.filter((one) => one.type === type).flatMap(({ parameters = [] }) => parameters);
}

/** A template with what was sent put into its places; Meta's error where that does not fit. */
export function fillTemplate(
  text: FakeTemplateText,
  { components = [] }: SentTemplate,
): FilledTemplateText | Failure {
  const heading = filledHeader(text, parametersOf(components, 'header'));
  if ('error' in heading) return heading;
  const body = filledWords(text.body, parametersOf(components, 'body'));
  if (typeof body !== 'string') return body;
  const { buttons = [] } = text;
  const given = components.filter(({ type }) => type === 'button');
  if (given.some(({ index }) => buttons[Number(index)] === undefined)) return wrongNumber();
  const filled = buttons.map((button, place) =>
    filledButton(
      button,
      place,
      given.find(({ index }) => index === String(place)),
    ),
  );
  const failed = filled.find((one): one is Failure => 'error' in one);
  if (failed !== undefined) return failed;
  return {
    words: heading.words === undefined ? body : `${heading.words}\n${body}`,
    replies: filled.flatMap((one) => ('id' in one ? [one] : [])),
    links: filled.flatMap((one) => ('url' in one ? [one.url] : [])),
    ...(heading.media !== undefined && { media: heading.media }),
  };
}
