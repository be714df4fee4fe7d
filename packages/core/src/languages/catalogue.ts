import type { Logger } from '../logger.js';
import type { Text } from '../text/text.js';
import { compile, type Forms, type Message } from './compile.js';
import { fallbackChain } from './fallback.js';
import type { LocaleSet, LocaleStrings } from './locale-files.js';
import type { Values } from './message.js';
import { type PluralCategory, pluralCategories } from './plural.js';
import { parseTemplate, type Template } from './template.js';

/** The messages of all plugins in all languages, ready to be filled. */
export interface Catalogue {
  /** Adds the messages of one namespace. Returns what takes them away again. */
  add(namespace: string, locales: LocaleSet): () => void;
  /** Languages that at least one namespace has a folder for. */
  languages(): readonly string[];
  /** Whether English, the source, has a message. */
  has(namespace: string, key: string): boolean;
  /** A message filled with values, in the language or the nearest one that has it. */
  text(namespace: string, language: string, key: string, values: Values): Text;
  /** The words of a key that lists them with `|` between, in every language that has it. */
  wordList(namespace: string, key: string): readonly string[];
}

/** The messages of one namespace; each is made ready when it is first said. */
interface Namespace {
  readonly name: string;
  readonly locales: LocaleSet;
  /** By language and key; undefined for one that this language does not have, or not rightly. */
  readonly ready: Map<string, Message | undefined>;
}

const none: LocaleStrings = new Map();

/** A message is plural where English has it with `_one` and `_other` behind its key. */
function isPlural(key: string, english: LocaleStrings): boolean {
  return english.has(`${key}_other`) && english.has(`${key}_one`);
}

/** The strings of a message in one language: one alone, or one by plural category. */
function sourcesOf(
  key: string,
  strings: LocaleStrings,
  english: LocaleStrings,
): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  const single = strings.get(key);
  if (single !== undefined) sources.set('', single);
  if (!isPlural(key, english)) return sources;
  for (const category of pluralCategories) {
    const source = strings.get(`${key}_${category}`);
    if (source !== undefined) sources.set(category, source);
  }
  return sources;
}

function templatesOf(sources: ReadonlyMap<string, string>): Map<string, Template> | string {
  const templates = new Map<string, Template>();
  for (const [category, source] of sources) {
    if (source.trim() === '') continue;
    const template = parseTemplate(source);
    if ('fault' in template) return template.fault;
    templates.set(category, template);
  }
  return templates.size === 0 ? 'it is empty' : templates;
}

function namesOf(templates: Map<string, Template>): Set<string> {
  const names = new Set<string>();
  for (const template of templates.values()) for (const name of template.names) names.add(name);
  names.delete('count');
  return names;
}

function sameNames(one: Set<string>, other: Set<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}

function formsOf(templates: Map<string, Template>): Forms {
  const single = templates.get('');
  return single === undefined ? { plural: templates as Map<PluralCategory, Template> } : { single };
}

/** Why a translation cannot be used that has other placeholders than English. */
function otherNames(
  templates: Map<string, Template>,
  key: string,
  english: LocaleStrings,
): string | undefined {
  const source = templatesOf(sourcesOf(key, english, english));
  // English that is missing, or wrong itself, is nothing to compare with.
  if (typeof source === 'string') return undefined;
  const names = namesOf(source);
  if (sameNames(namesOf(templates), names)) return undefined;
  return `it must have the placeholders ${[...names].join(', ') || '(none)'}`;
}

/** A translation with other placeholders than English is left out, so that English is said instead. */
function read(key: string, tag: string, { name, locales }: Namespace, log: Logger) {
  const english = locales.get('en') ?? none;
  const sources = sourcesOf(key, locales.get(tag) ?? none, english);
  if (sources.size === 0) return undefined;
  const templates = templatesOf(sources);
  const problem = typeof templates === 'string' ? templates : otherNames(templates, key, english);
  if (problem === undefined && typeof templates !== 'string') {
    return compile(formsOf(templates), tag);
  }
  log.warn(`locale ${tag}/${name}.json: "${key}" is not used: ${problem ?? ''}.`);
  return undefined;
}

/** Words of one's own are easily put where the key of a message belongs. */
function noMessage(key: unknown): string {
  return typeof key === 'string' && !/\s/.test(key)
    ? `there is no message "${key}" in any language.`
    : 'say and reply take the key of a message of the locales; words as they are go by plain("...") to reply, or to perform.';
}

/** Makes an empty catalogue. What is wrong with a string is told to `log`, and English used for it. */
export function createCatalogue(log: Logger): Catalogue {
  const namespaces = new Map<string, Namespace>();
  const resolved = new Map<string, Map<string, Message | undefined>>();
  const lists = new Map<string, readonly string[]>();

  const forget = (): void => {
    resolved.clear();
    lists.clear();
  };

  const messageIn = (namespace: Namespace, tag: string, key: string): Message | undefined => {
    const id = `${tag}:${key}`;
    const { ready } = namespace;
    if (!ready.has(id)) ready.set(id, read(key, tag, namespace, log));
    return ready.get(id);
  };

  /** The message in the first of these languages that has it. */
  const nearest = (name: string, language: string, key: string): Message | undefined => {
    const namespace = namespaces.get(name);
    if (namespace === undefined) return undefined;
    for (const tag of fallbackChain(language)) {
      const message = messageIn(namespace, tag, key);
      if (message !== undefined) return message;
    }
    return undefined;
  };

  const resolve = (namespace: string, language: string, key: string): Message | undefined => {
    const id = `${namespace}:${language}`;
    let messages = resolved.get(id);
    if (messages === undefined) {
      messages = new Map();
      resolved.set(id, messages);
    }
    let message = messages.get(key);
    if (message === undefined) {
      message = nearest(namespace, language, key);
      messages.set(key, message);
    }
    return message;
  };

  return {
    add(name, locales) {
      namespaces.set(name, { name, locales, ready: new Map() });
      forget();
      return () => {
        namespaces.delete(name);
        forget();
      };
    },
    languages: () =>
      [...new Set([...namespaces.values()].flatMap(({ locales }) => [...locales.keys()]))].sort(),
    has(namespace, key) {
      const english = namespaces.get(namespace)?.locales.get('en') ?? none;
      return english.has(key) || isPlural(key, english);
    },
    text(namespace, language, key, values) {
      const message = resolve(namespace, language, key);
      if (message === undefined) {
        log.error(`${namespace}: ${noMessage(key)}`);
        return [];
      }
      return message(values);
    },
    wordList(namespace, key) {
      const id = `${namespace}:${key}`;
      let words = lists.get(id);
      if (words === undefined) {
        const all = [...(namespaces.get(namespace)?.locales.values() ?? [])].flatMap(
          (strings) => strings.get(key)?.split('|') ?? [],
        );
        words = [...new Set(all.map((word) => word.trim()).filter((word) => word !== ''))];
        lists.set(id, words);
      }
      return words;
    },
  };
}
