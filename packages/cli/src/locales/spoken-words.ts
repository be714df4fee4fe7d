import { isWordList, type KeyNotes } from './key-notes.js';
import { isJson, type LocaleFolder, SOURCE } from './read-locales.js';

/** What people of a language may write in the place of an English word or command. */
export type SpokenWords = (literal: string) => readonly string[];

/** In lower case, without the stroke of a command. */
function fold(words: string): string {
  return words.normalize('NFC').trim().toLowerCase().replace(/^\//, '').replaceAll('’', "'");
}

function wordsIn(list: string): readonly string[] {
  return list.split('|').map(fold);
}

/**
 * The words that stand in the lists of a language beside the English ones: a text may tell people to
 * write `TAPOS` where English says `DONE`, because the bot understands it.
 */
export function spokenWordsOf(folder: LocaleFolder, locale: string): SpokenWords {
  const lists = folder.namespaces.flatMap((namespace) => {
    const [english, own] = [SOURCE, locale].map(
      (name) => folder.files.get(`${name}/${namespace}`)?.json,
    );
    if (english === undefined || own === undefined || !isJson(english) || !isJson(own)) return [];
    const notes: KeyNotes = folder.notes.get(namespace) ?? new Map();
    return [...english.texts].flatMap(([key, { text }]) => {
      const theirs = own.texts.get(key)?.text;
      if (theirs === undefined || !isWordList(key, notes.get(key) ?? {})) return [];
      return [{ english: wordsIn(text), own: wordsIn(theirs) }];
    });
  });
  return (literal) => {
    const wanted = fold(literal);
    return lists.flatMap(({ english, own }) =>
      english.some((word) => word === wanted || word.startsWith(`${wanted} `)) ? own : [],
    );
  };
}

/** Whether a text holds one of these words. */
export function saysOneOf(text: string, words: readonly string[]): boolean {
  const folded = text.normalize('NFC').toLowerCase().replaceAll('’', "'");
  return words.some((word) => word !== '' && folded.includes(word));
}
