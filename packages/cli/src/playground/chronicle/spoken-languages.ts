import { type AnyPlugin, type LocaleSet, readLocales } from '@kapwa/core';

/** Tells which languages the bot's words are in, leading one first. */
export type SpokenLanguages = (text: string) => readonly string[];

interface Wording {
  readonly tag: string;
  readonly pattern: RegExp;
}

/** Fewer letters than these say nothing about a language: `{{number}}. {{name}}` is in all. */
const fewestLetters = 6;

const placeholder = /\{\{[^}]*\}\}/;

function patternOf(template: string): RegExp | undefined {
  const words = template.split(placeholder);
  if (words.join('').replace(/\P{L}/gu, '').length < fewestLetters) return undefined;
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(escaped.join('[^\\n]*?'));
}

/** The wordings of one plugin that only one language has; what several share tells nothing. */
function wordingsIn(locales: LocaleSet): readonly Wording[] {
  const tags = new Map<string, Set<string>>();
  for (const [tag, strings] of locales) {
    for (const [key, template] of strings) {
      // The words of commands are understood by the bot, never said.
      if (key.startsWith('words.')) continue;
      tags.set(template, (tags.get(template) ?? new Set()).add(tag));
    }
  }
  return [...tags].flatMap(([template, [tag = '', ...others]]) => {
    const pattern = others.length === 0 ? patternOf(template) : undefined;
    return pattern === undefined ? [] : [{ tag, pattern }];
  });
}

/**
 * Finds out in which languages the bot speaks by looking its words up in the plugins' locale
 * files: what is not translated yet shows as the language it fell back to.
 */
export async function spokenLanguages(plugins: readonly AnyPlugin[]): Promise<SpokenLanguages> {
  const sets = await Promise.all(
    plugins.map(({ locales, name }) =>
      locales === undefined ? new Map() : readLocales(locales.url, name),
    ),
  );
  const wordings = sets.flatMap(wordingsIn);
  return (text) => {
    const found = wordings.flatMap(({ tag, pattern }) => {
      const index = text.search(pattern);
      return index === -1 ? [] : [{ tag, index }];
    });
    const inOrder = found.sort((one, other) => one.index - other.index);
    return [...new Set(inOrder.map(({ tag }) => tag))];
  };
}
