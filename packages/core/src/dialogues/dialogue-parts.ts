import type { MessageReceived } from '../events/event.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { DialogueParts } from './kept-dialogue.js';

/** What all dialogues of a kit have at hand, before any is declared. */
export function createDialogueParts(
  catalogue: Catalogue,
  isCommand: (event: MessageReceived) => boolean,
): DialogueParts {
  return {
    all: new Set(),
    text: (language, key, values = {}) => catalogue.text('core', language, key, values),
    words: (key) => catalogue.wordList('core', key),
    isCommand,
  };
}
