import { KapwaError, silentLogger } from '@kapwa/core';
import fc from 'fast-check';
import { createCatalogue } from '../../../../packages/core/src/languages/catalogue.js';
import { parseLocaleFile } from '../../../../packages/core/src/languages/locale-files.js';
import { type Door, json, mutated, text } from '../inputs.js';

const english = JSON.stringify({
  hello: 'Hello {{name}}, welcome to *{{group}}*.',
  people_one: '{{count}} person',
  people_other: '{{count}} people',
  words: { rules: 'rules|rule' },
});
const swahili = { hello: 'Habari {{name}}', people_other: 'watu {{count}}', words: { rules: 'x' } };
const values = { name: 'Ana', group: 'North', count: 3 };

/** A locale file that a translator has sent. */
export function localeFileDoor(): Door {
  const source = parseLocaleFile(english, 'en');
  return {
    name: 'locale file',
    inputs: fc.oneof(
      mutated(swahili).map((value) => JSON.stringify(value)),
      fc.record({ hello: text, words: text }).map((value) => JSON.stringify(value)),
      json.map((value) => JSON.stringify(value)),
      text,
    ),
    take(input) {
      try {
        const strings = parseLocaleFile(String(input), 'sw');
        const catalogue = createCatalogue(silentLogger);
        catalogue.add(
          'fuzz',
          new Map([
            ['en', source],
            ['sw', strings],
          ]),
        );
        for (const key of ['hello', 'people']) catalogue.text('fuzz', 'sw', key, values);
        catalogue.wordList('fuzz', 'words.rules');
        return undefined;
      } catch (error) {
        return error instanceof KapwaError && error.code === 'locale.invalid'
          ? undefined
          : `threw ${String(error)}`;
      }
    },
  };
}
