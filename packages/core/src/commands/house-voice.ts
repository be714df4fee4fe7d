import type { Recipient } from '../actions/action.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Value } from '../languages/message.js';
import type { CoreMessages } from '../messages.js';
import type { AnyContext } from '../plugins/context.js';
import { plainText } from '../text/plain-text.js';
import type { Text } from '../text/text.js';

/** Makes a text for one language. */
export type InLanguage = (language: string) => Text;

/** The messages of core, which a command of any plugin answers with. */
export interface HouseVoice {
  text<Key extends keyof CoreMessages>(language: string, key: Key, values: CoreMessages[Key]): Text;
  /** Words of core in all languages. */
  words(key: keyof CoreMessages): readonly string[];
  /** The first word of a list in one language, as it is typed. */
  firstWord(language: string, key: keyof CoreMessages): string;
  /** A message of the plugin whose command it is. */
  pluginText(plugin: string, language: string, key: string, values: object): Text;
  /** Says a text in the languages of the recipient, in reply to what they wrote. */
  say(context: AnyContext, to: Recipient, text: InLanguage): Promise<void>;
}

/** The messages of core out of a catalogue. */
export function houseVoice(catalogue: Catalogue): HouseVoice {
  return {
    text: (language, key, values) =>
      catalogue.text('core', language, key, values as Readonly<Record<string, Value>>),
    words: (key) => catalogue.wordList('core', key),
    firstWord: (language, key) =>
      plainText(catalogue.text('core', language, key, {}))
        .split('|', 1)[0]
        ?.trim() ?? '',
    pluginText: (plugin, language, key, values) =>
      catalogue.text(plugin, language, key, values as Readonly<Record<string, Value>>),
    async say(context, to, text) {
      const { event, here } = context;
      const same =
        'group' in to ? here !== undefined && 'group' in here : context.group === undefined;
      const languages = await context.languagesFor(to);
      context.perform({
        kind: 'message.send',
        to,
        text: context.inLanguages(languages.map(text)),
        ...(event.kind === 'message.received' && same ? { replyTo: event.message } : {}),
      });
    },
  };
}
