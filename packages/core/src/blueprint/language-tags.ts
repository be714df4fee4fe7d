import { canonicalTag } from '../languages/fallback.js';
import { type Reading, refuse } from './blueprint-issue.js';

/**
 * Countries whose two letters people write for their language, where CLDR's likely language of
 * the country is another one. All others are asked of CLDR.
 */
const LANGUAGE_OF_COUNTRY: Readonly<Record<string, string>> = { KZ: 'kk' };

/** Codes that ISO 639 has but that say nothing about how to write to people. */
const NOT_A_LANGUAGE = new Set(['und', 'mul', 'zxx', 'mis']);

/**
 * Languages that are known without asking: the first question to `Intl.DisplayNames` takes 12 ms,
 * a tenth of the start of a bot whose community is in a file.
 */
const WELL_KNOWN = new Set(
  'af am ar az bg bn cs da de el en es et fa fi fil fr gu ha he hi hr hu hy id ig it ja ka kk km kn ko ky lo lt lv mg mk ml mn mr ms my nb ne nl ny om or pa pl ps pt ro ru rw sd si sk sl sn so sq sr st sv sw ta te tg th ti tk tn tr uk ur uz vi wo xh yo zh zu'.split(
    ' ',
  ),
);

/**
 * Reads a BCP 47 language tag and gives its canonical form: `tl` is `fil`, `pt-br` is `pt-BR`.
 *
 * A tag must be known by name: `kz` has the form of one, and would only be noticed when nobody
 * can read what the bot writes.
 */
export function readLanguageTag(text: string): Reading<string> {
  const tag = canonicalTag(text.trim());
  if (tag !== undefined && isKnown(tag)) return { ok: true, value: tag };
  const several = text.split(/[\s,;/]+/).filter((part) => part !== '');
  if (several.length > 1 && several.every((part) => readLanguageTag(part).ok)) {
    return refuse(
      `"${text}" are several language codes. Write them as a list: [${several.join(', ')}].`,
    );
  }
  const meant = likelyTag(text.trim());
  const name = meant === undefined ? undefined : languageName(meant);
  const hint = name === undefined ? '' : ` ${name} is "${meant}".`;
  return refuse(
    `"${text}" is not a language code.${hint} Use codes such as "en", "fil", "sw" or "ar".`,
    meant,
  );
}

/** Unlike `englishName`, nothing where there is no such language. */
function languageName(tag: string): string | undefined {
  return new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(tag);
}

function isKnown(tag: string): boolean {
  const { language } = new Intl.Locale(tag);
  if (tag === language && WELL_KNOWN.has(tag)) return true;
  return !NOT_A_LANGUAGE.has(language) && languageName(tag) !== undefined;
}

/** What was probably meant: the country was written, or the name of the language. */
function likelyTag(text: string): string | undefined {
  if (/^[a-z]{2}$/i.test(text)) return languageOfCountry(text.toUpperCase());
  return tagByName(text.toLowerCase());
}

function languageOfCountry(country: string): string | undefined {
  const likely = new Intl.Locale(`und-${country}`).maximize().language;
  const tag = LANGUAGE_OF_COUNTRY[country] ?? likely;
  // CLDR answers English for letters that are no country.
  return tag === 'en' ? undefined : tag;
}

let tagsByName: ReadonlyMap<string, string> | undefined;

/** By English name. Made once it is needed: it asks for the name of every pair of letters. */
function tagByName(name: string): string | undefined {
  tagsByName ??= nameTags();
  return tagsByName.get(name);
}

/** Two letters cover most languages; those of three letters are ours to name. */
function nameTags(): ReadonlyMap<string, string> {
  const alphabet = [...'abcdefghijklmnopqrstuvwxyz'];
  const pairs = alphabet.flatMap((first) => alphabet.map((second) => first + second));
  const tags = new Map([['tagalog', 'fil']]);
  for (const tag of ['fil', 'ceb', 'ilo', 'hil', 'war', 'luo', 'kam', ...pairs]) {
    const name = languageName(tag)?.toLowerCase();
    if (name !== undefined && !tags.has(name)) tags.set(name, tag);
  }
  return tags;
}
