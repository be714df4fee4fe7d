import type { MessageReceived } from '../events/event.js';
import type { Catalogue } from '../languages/catalogue.js';
import { beginningOf, endOfSimpleWord, longestOf, withoutNames } from './first-words.js';
import { foldPhrase } from './fold-word.js';
import { type HouseVoice, houseVoice } from './house-voice.js';
import { menuWord } from './menu-word.js';
import {
  isMeant,
  type MatchedCommand,
  ownerOf,
  type RawUse,
  type RegisteredCommand,
} from './registered-command.js';
import { type SaidCommand, saidCommand } from './said-command.js';
import { LONGEST_ANSWER, type ReadYesOrNo, yesOrNo } from './yes-or-no.js';

/** Finds commands by their words in every language at once. */
export interface CommandIndex {
  /** The messages of core, which commands answer with. */
  readonly voice: HouseVoice;
  /** Words that several commands have are those of the plugin that came first. */
  add(words: readonly string[], command: RegisteredCommand): () => void;
  /** The command a message uses, if it uses one, without reading what stands behind it. */
  commandOf(event: MessageReceived): RegisteredCommand | undefined;
  /** The same with how it is used. */
  match(event: MessageReceived): MatchedCommand | undefined;
  /** Yes or no, where a message is nothing else and a command may have asked for it. */
  answer(event: MessageReceived): 'yes' | 'no' | undefined;
  find(plugin: string, name: string): RegisteredCommand | undefined;
  /** All commands, in the order they were registered, each with its words, folded. */
  list(): readonly { readonly command: RegisteredCommand; readonly words: readonly string[] }[];
}

/** A command that a text begins with. */
interface Found {
  readonly said: SaidCommand;
  readonly command: RegisteredCommand;
  /** Its words, folded. */
  readonly word: string;
  /** Where they end. */
  readonly end: number;
}

/** A use of a command that was found; most commands do not ask how they were written. */
class Use implements RawUse {
  readonly word: string;
  readonly rest: string;
  readonly #found: Found;

  constructor(found: Found) {
    this.word = found.word;
    this.rest = found.said.text.slice(found.end).trim();
    this.#found = found;
  }

  get written(): string {
    const { said, end } = this.#found;
    const written = withoutNames(said.text.slice(0, end).trim());
    return said.form === 'slash' ? `/${written}` : written;
  }
}

/** Makes an empty index; the words for yes and no are those of core in the catalogue. */
export function createCommandIndex(catalogue: Catalogue): CommandIndex {
  const byWords = new Map<string, readonly RegisteredCommand[]>();
  const all = new Map<RegisteredCommand, readonly string[]>();
  const voice = houseVoice(catalogue);
  let measured: ReadonlyMap<string, number> | undefined;
  let asking = 0;
  let read: ReadYesOrNo | undefined;
  /** What was found last: a message is asked about when it comes in, and again when it is handled. */
  let lastEvent: MessageReceived | undefined;
  let lastFound: Found | undefined;

  const forgetLast = (): void => {
    lastEvent = undefined;
    lastFound = undefined;
  };

  /** Measured when a message asks, not at every command that is added. */
  const longest = (): ReadonlyMap<string, number> => {
    measured ??= longestOf(byWords.keys());
    return measured;
  };

  const changed = (): void => {
    forgetLast();
    measured = undefined;
  };

  const commandAt = (
    said: SaidCommand,
    event: MessageReceived,
    word: string,
    end: number,
  ): Found | undefined => {
    const command = ownerOf(byWords.get(word), event);
    return command !== undefined && isMeant(command, said, end)
      ? { said, command, word, end }
      : undefined;
  };

  const findAmongMany = (said: SaidCommand, event: MessageReceived): Found | undefined => {
    const { words, ends } = beginningOf(said.text, longest());
    for (let count = words.length; count > 0; count -= 1) {
      const word = words.slice(0, count).join(' ');
      const found = commandAt(said, event, word, ends[count - 1] ?? 0);
      if (found !== undefined) return found;
    }
    return undefined;
  };

  const findIn = (said: SaidCommand, event: MessageReceived): Found | undefined => {
    const end = endOfSimpleWord(said.text);
    if (end === -1) return findAmongMany(said, event);
    // Nearly always: a command of one word, or a word with which none begins.
    const word = said.text.slice(0, end).toLowerCase();
    const most = longest().get(word);
    if (most === undefined) return undefined;
    return most === 1 ? commandAt(said, event, word, end) : findAmongMany(said, event);
  };

  const foundAt = (event: MessageReceived): Found | undefined => {
    if (lastEvent === event) return lastFound;
    const said = saidCommand(event);
    lastFound = said === undefined ? undefined : findIn(said, event);
    lastEvent = event;
    return lastFound;
  };

  return {
    voice,
    add(words, command) {
      const own = [...new Set(words.map(foldPhrase))].filter((word) => word !== '');
      const known = new Set([...own, ...own.map(menuWord)]);
      for (const word of known) byWords.set(word, [...(byWords.get(word) ?? []), command]);
      all.set(command, own);
      read = undefined;
      if (command.spec.confirm !== undefined) asking += 1;
      changed();
      return () => {
        for (const word of known) {
          const left = (byWords.get(word) ?? []).filter((one) => one !== command);
          if (left.length === 0) byWords.delete(word);
          else byWords.set(word, left);
        }
        if (all.delete(command) && command.spec.confirm !== undefined) asking -= 1;
        changed();
      };
    },
    match(event) {
      const found = foundAt(event);
      // Once it is handled nobody asks again, and what was said is not kept.
      forgetLast();
      if (found === undefined) return undefined;
      return { command: found.command, use: new Use(found) };
    },
    commandOf: (event) => foundAt(event)?.command,
    answer(event) {
      if (asking === 0 || event.text.length > LONGEST_ANSWER || event.text.startsWith('/'))
        return undefined;
      read ??= yesOrNo(voice.words('words.yes'), voice.words('words.no'));
      return read(event.text);
    },
    find: (plugin, name) =>
      [...all.keys()].find((command) => command.plugin === plugin && command.name === name),
    list: () => [...all].map(([command, words]) => ({ command, words })),
  };
}
