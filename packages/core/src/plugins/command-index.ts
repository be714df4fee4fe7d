import type { MessageReceived } from '../events/event.js';
import type { MaybePromise } from '../store/store.js';
import type { AnyContext } from './context.js';
import type { CommandUse, Verdict } from './plugin.js';

/** A command with whose it is. */
export interface RegisteredCommand {
  readonly plugin: string;
  readonly name: string;
  readonly where: 'direct' | 'group' | 'anywhere';
  run(context: AnyContext, use: CommandUse): MaybePromise<Verdict>;
}

/** Finds commands by their words in every language at once. */
export interface CommandIndex {
  add(words: readonly string[], command: RegisteredCommand): () => void;
  /** The command a message uses, if it uses one. */
  match(event: MessageReceived): { command: RegisteredCommand; use: CommandUse } | undefined;
}

/** Commands are short; longer first words are not looked up. */
const LONGEST_WORD = 40;

function folded(word: string): string {
  return word
    .normalize('NFKC')
    .replace(/[\p{Cf}.!?،؟।,:«»"'“”‘’]/gu, '')
    .toLowerCase();
}

/** The first word of a message and the rest, when it is written as a command. */
function readUse(event: MessageReceived): CommandUse | undefined {
  let text = event.text.trimStart();
  const slash = text.startsWith('/');
  if (slash) text = text.slice(1);
  else if (event.mentionsBot === true) text = text.replace(/^@\S+\s*/u, '');
  else if (!event.chat.direct) return undefined;
  const end = text.search(/\s/);
  const word = end === -1 ? text : text.slice(0, end);
  if (word === '' || word.length > LONGEST_WORD) return undefined;
  return {
    word: folded(word.replace(/@\S+$/, '')),
    rest: end === -1 ? '' : text.slice(end).trim(),
  };
}

/**
 * Makes an empty index. `/word` works everywhere, `@bot word` in groups, the bare word alone in a
 * direct chat.
 */
export function createCommandIndex(): CommandIndex {
  const byWord = new Map<string, RegisteredCommand>();
  return {
    add(words, command) {
      const taken = words.map(folded).filter((word) => word !== '' && !byWord.has(word));
      for (const word of taken) byWord.set(word, command);
      return () => {
        for (const word of taken) byWord.delete(word);
      };
    },
    match(event) {
      const use = readUse(event);
      const command = use === undefined ? undefined : byWord.get(use.word);
      if (use === undefined || command === undefined) return undefined;
      const here = event.chat.direct ? 'direct' : 'group';
      const plainWord = event.chat.direct && !event.text.trimStart().startsWith('/');
      if (plainWord && use.rest !== '') return undefined;
      return command.where === 'anywhere' || command.where === here ? { command, use } : undefined;
    },
  };
}
