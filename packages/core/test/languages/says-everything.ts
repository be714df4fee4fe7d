// A program of its own, started under several LANGs by machine-locale.test: prints what the kit
// says in languages that Node knows and in some that it does not know.
import {
  createCatalogue,
  languageOptions,
  listOf,
  plainText,
  silentLogger,
  slotAfter,
} from '@kapwa/core';
import { readLanguageChoice } from '../../src/languages/language-menu.js';
import { afterQuietHours } from '../../src/schedules/quiet-hours.js';

const strings = new Map([
  ['n_zero', 'zero {{count}}'],
  ['n_one', 'one {{count}}'],
  ['n_two', 'two {{count}}'],
  ['n_few', 'few {{count}}'],
  ['n_many', 'many {{count}}'],
  ['n_other', 'other {{count}}'],
  ['list', '{{people}}'],
]);
const tags = ['en', 'ht', 'ilo', 'fil', 'ar', 'sw', 'hi', 'uk', 'ja', 'my'];
const catalogue = createCatalogue(silentLogger);
catalogue.add('n', new Map(tags.map((tag) => [tag, strings])));

const said = tags.map((tag) =>
  [1, 2, 3, 5, 11, 21, 100, 1_000_000]
    .map((count) => plainText(catalogue.text('n', tag, 'n', { count })))
    .concat(plainText(catalogue.text('n', tag, 'list', { people: listOf(['A', 'B', 'C']) }))),
);
const options = languageOptions(tags);
const quiet = { quietHours: { from: '21:00', to: '06:00' }, timeZone: 'Africa/Cairo' };
const evening = Date.UTC(2027, 2, 1, 20);

const everything = {
  said,
  options,
  chosen: ['١', 'Ilocano', 'ILOCANO', 'हिन्दी'].map((answer) => readLanguageChoice(answer, options)),
  morning: afterQuietHours(evening, quiet),
  slot: slotAfter('0 9 * * 1', 'Africa/Cairo', evening),
};
process.stdout.write(JSON.stringify(everything));
