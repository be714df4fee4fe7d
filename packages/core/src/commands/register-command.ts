import { KapwaError } from '../errors.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { PostedStep } from '../plugins/registered.js';
import { expiryStep } from './ask-first.js';
import type { CommandIndex } from './command-index.js';
import { type DeclaredCommand, declareCommand } from './declare-command.js';

/** Where commands are registered. */
export interface CommandRegistries {
  readonly catalogue: Catalogue;
  readonly commands: CommandIndex;
  readonly posts: Map<string, PostedStep>;
}

function invalid({ plugin }: DeclaredCommand, why: string): KapwaError {
  return new KapwaError('plugin.invalid', `${plugin}: a command ${why}`);
}

function wordsOf(declared: DeclaredCommand, catalogue: Catalogue): readonly string[] {
  const { plugin, spec } = declared;
  const words = catalogue.wordList(plugin, spec.words);
  if (words.length > 0) return words;
  const why = `takes its words from the message "${spec.words}", which no locale has.`;
  throw invalid(declared, why);
}

/** What a person reads about a command must be there before anybody asks for it. */
function checkMessages(declared: DeclaredCommand, catalogue: Catalogue): void {
  const { plugin, spec } = declared;
  for (const key of [spec.about, spec.examples, spec.confirm?.question]) {
    if (key === undefined || catalogue.has(plugin, key)) continue;
    throw invalid(declared, `needs the message "${key}", which no locale has.`);
  }
}

/**
 * Registers a command of a plugin; returns what undoes it. Raises `plugin.invalid` for one whose
 * messages are missing or that is declared twice.
 */
export function registerCommand(declared: DeclaredCommand, to: CommandRegistries): () => void {
  const { plugin, name, spec } = declared;
  const { catalogue, commands, posts } = to;
  if (commands.find(plugin, name) !== undefined)
    throw invalid(declared, `is declared twice: "${name}".`);
  const words = wordsOf(declared, catalogue);
  checkMessages(declared, catalogue);
  const command = declareCommand(declared, commands.voice);
  const undo = commands.add(words, command);
  if (spec.confirm === undefined) return undo;
  const step = `${plugin}.${expiryStep(name)}`;
  posts.set(step, command.expire);
  return () => {
    posts.delete(step);
    undo();
  };
}
