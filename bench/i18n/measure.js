/**
 * One translated plural message with two values, filled again and again:
 * `node i18n/measure.js SUBJECT`. Everybody ends with a string.
 */
import assert from 'node:assert/strict';

const WARM = 300_000;
const MEASURED = 600_000;
/** Whoever is slow is not measured to the end, ms. */
const LONGEST = 4_000;
const NAMES = ['Ana', 'Sameer', 'Wanjiru', 'Noor', 'Jun'];

const keys = {
  done_one: '{{name}} has {{count}} report left.',
  done_other: '{{name}} has {{count}} reports left.',
};

async function kapwa() {
  const { createCatalogue, plainText, silentLogger } = await import('@kapwa/core');
  const catalogue = createCatalogue(silentLogger);
  catalogue.add('bench', new Map([['en', new Map(Object.entries(keys))]]));
  return (values) => plainText(catalogue.text('bench', 'en', 'done', values));
}

async function i18next() {
  const { createInstance } = await import('i18next');
  const instance = createInstance();
  await instance.init({
    lng: 'en',
    ns: ['bench'],
    defaultNS: 'bench',
    resources: { en: { bench: keys } },
    interpolation: { escapeValue: false },
  });
  return (values) => instance.t('done', values);
}

async function typesafe() {
  const { i18nObject } = await import('typesafe-i18n');
  const texts = i18nObject('en', { done: '{name} has {count} {{report|reports}} left.' }, {});
  return (values) => texts.done(values);
}

async function floor() {
  const rules = new Intl.PluralRules('en');
  const forms = {
    one: ({ name, count }) => `${name} has ${count} report left.`,
    other: ({ name, count }) => `${name} has ${count} reports left.`,
  };
  return (values) => forms[rules.select(values.count)](values);
}

const subjects = { kapwa, i18next, 'typesafe-i18n': typesafe, floor };
const say = await subjects[process.argv[2]]();
assert.equal(say({ name: 'Ana', count: 1 }), 'Ana has 1 report left.');
assert.equal(say({ name: 'Ana', count: 4 }), 'Ana has 4 reports left.');

let letters = 0;
function many(times) {
  const end = performance.now() + LONGEST;
  let done = 0;
  while (done < times && performance.now() < end) {
    for (let n = 0; n < 1_000; n += 1) {
      letters += say({ name: NAMES[n % NAMES.length], count: (n % 9) + 1 }).length;
    }
    done += 1_000;
  }
  return done;
}

many(WARM);
const before = process.cpuUsage();
const done = many(MEASURED);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ cpu: (user + system) / done, letters }));
