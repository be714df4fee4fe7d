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
  /** A message filled with values, in the language or the nearest one that has it. */
  text(namespace: string, language: string, key: string, values: Values): Text;
  /** The words of a key that lists them with `|` between, in every language that has it. */
  wordList(namespace: string, key: string): readonly string[];
}

const pluralKey = new RegExp(`^(.+)_(${pluralCategories.join('|')})$`);

/** Strings by message key; a key is plural when English has it with `_other` behind it. */
function groupForms(
  strings: LocaleStrings,
  english: LocaleStrings,
): Map<string, Map<string, string>> {
  const grouped = new Map<string, Map<string, string>>();
  for (const [key, source] of strings) {
    const match = pluralKey.exec(key);
    const base = match?.[1];
    const isPlural =
      base !== undefined && english.has(`${base}_other`) && english.has(`${base}_one`);
    const name = isPlural ? base : key;
    const forms = grouped.get(name) ?? new Map<string, string>();
    forms.set(isPlural ? (match?.[2] ?? '') : '', source);
    grouped.set(name, forms);
  }
  return grouped;
}

function templatesOf(sources: Map<string, string>): Map<string, Template> | string {
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

function formsOf(templates: Map<string, Template>): Forms {
  const single = templates.get('');
  return single === undefined ? { plural: templates as Map<PluralCategory, Template> } : { single };
}

interface Sources {
  readonly locales: LocaleSet;
  readonly expected: ReadonlyMap<string, Set<string>>;
}

interface Loaded {
  readonly messages: ReadonlyMap<string, Message>;
  readonly strings: LocaleStrings;
}

/** The placeholders each message has in English; none for one that cannot be read. */
function expectedNames(english: LocaleStrings): ReadonlyMap<string, Set<string>> {
  const expected = new Map<string, Set<string>>();
  for (const [key, sources] of groupForms(english, english)) {
    const templates = templatesOf(sources);
    if (typeof templates !== 'string') expected.set(key, namesOf(templates));
  }
  return expected;
}

/** A translation with other placeholders than English is left out, so that English is said instead. */
function load(tag: string, namespace: string, { locales, expected }: Sources, log: Logger): Loaded {
  const english = locales.get('en') ?? new Map<string, string>();
  const strings = locales.get(tag) ?? new Map<string, string>();
  const messages = new Map<string, Message>();
  for (const [key, sources] of groupForms(strings, english)) {
    const templates = templatesOf(sources);
    const names = expected.get(key);
    const problem =
      typeof templates === 'string'
        ? templates
        : names !== undefined && !sameNames(namesOf(templates), names)
          ? `it must have the placeholders ${[...names].join(', ') || '(none)'}`
          : undefined;
    if (problem === undefined && typeof templates !== 'string') {
      messages.set(key, compile(formsOf(templates), tag));
    } else {
      log.warn(`locale ${tag}/${namespace}.json: "${key}" is not used: ${problem ?? ''}.`);
    }
  }
  return { messages, strings };
}

function sameNames(one: Set<string>, other: Set<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}

/** Makes an empty catalogue. What is wrong with a string is told to `log`, and English used for it. */
export function createCatalogue(log: Logger): Catalogue {
  const loaded = new Map<string, Map<string, Loaded>>();
  const resolved = new Map<string, Map<string, Message>>();
  const lists = new Map<string, readonly string[]>();

  const forget = (): void => {
    resolved.clear();
    lists.clear();
  };

  const resolve = (namespace: string, language: string): Map<string, Message> => {
    const id = `${namespace}:${language}`;
    let messages = resolved.get(id);
    if (messages === undefined) {
      messages = new Map();
      for (const tag of [...fallbackChain(language)].reverse()) {
        for (const [key, message] of loaded.get(namespace)?.get(tag)?.messages ?? []) {
          messages.set(key, message);
        }
      }
      resolved.set(id, messages);
    }
    return messages;
  };

  return {
    add(namespace, locales) {
      const tags = [...locales.keys()];
      const sources = { locales, expected: expectedNames(locales.get('en') ?? new Map()) };
      loaded.set(namespace, new Map(tags.map((tag) => [tag, load(tag, namespace, sources, log)])));
      forget();
      return () => {
        loaded.delete(namespace);
        forget();
      };
    },
    languages: () => [...new Set([...loaded.values()].flatMap((tags) => [...tags.keys()]))].sort(),
    text(namespace, language, key, values) {
      const message = resolve(namespace, language).get(key);
      if (message === undefined) {
        log.error(`${namespace}: there is no message "${key}" in any language.`);
        return [];
      }
      return message(values);
    },
    wordList(namespace, key) {
      const id = `${namespace}:${key}`;
      let words = lists.get(id);
      if (words === undefined) {
        const all = [...(loaded.get(namespace)?.values() ?? [])].flatMap(
          ({ strings }) => strings.get(key)?.split('|') ?? [],
        );
        words = [...new Set(all.map((word) => word.trim()).filter((word) => word !== ''))];
        lists.set(id, words);
      }
      return words;
    },
  };
}
