import { error } from '../finding.js';
import type { KeyNote } from '../key-notes.js';
import type { KeyRemark } from './key-rules.js';

/** A text that has a group in `_meta`. */
export interface GroupedText {
  readonly locale: string;
  readonly namespace: string;
  readonly key: string;
  readonly text: string;
  readonly line: number;
  readonly note: KeyNote;
}

/** A remark about a text beside others of its folder. */
export interface GroupRemark extends KeyRemark {
  readonly locale: string;
  readonly namespace: string;
}

/** Options that cannot be told apart, and words that would mean two commands. */
export function optionRules(texts: readonly GroupedText[]): readonly GroupRemark[] {
  const keywords = texts.filter(({ note }) => note.group === 'keywords');
  const options = texts.filter(({ note }) => note.group !== undefined && note.group !== 'keywords');
  return [...sameOptions(options), ...sharedWords(keywords)];
}

function fold(words: string): string {
  return words.normalize('NFKC').trim().toLocaleLowerCase('en');
}

function nameOf({ namespace, key }: Pick<GroupedText, 'namespace' | 'key'>): string {
  return `${key} (${namespace})`;
}

function sameOptions(options: readonly GroupedText[]): readonly GroupRemark[] {
  const seen = new Map<string, GroupedText>();
  return options.flatMap((option) => {
    const { locale, namespace, key, line, text, note } = option;
    const id = JSON.stringify([locale, note.group, fold(text)]);
    const earlier = seen.get(id);
    if (earlier === undefined) seen.set(id, option);
    if (earlier === undefined || nameOf(earlier) === nameOf(option)) return [];
    const message = `"${text}" is also what ${nameOf(earlier)} says, and the two are offered beside each other.`;
    return [{ ...error('duplicate-option', message), locale, namespace, key, line }];
  });
}

/** The words of all languages are understood at once, so one word may mean one thing only. */
function sharedWords(keywords: readonly GroupedText[]): readonly GroupRemark[] {
  const owners = new Map<string, GroupedText>();
  return keywords.flatMap((list) => {
    const { locale, namespace, key, line } = list;
    const words = [...new Set(list.text.split('|').map(fold))].filter((word) => word !== '');
    return words.flatMap((word) => {
      const owner = owners.get(word);
      if (owner === undefined) owners.set(word, list);
      if (owner === undefined || nameOf(owner) === nameOf(list)) return [];
      const message = `"${word}" also stands in ${nameOf(owner)} of ${owner.locale}: it would mean two things.`;
      return [{ ...error('keyword-collision', message), locale, namespace, key, line }];
    });
  });
}
