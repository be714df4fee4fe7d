import type { PluralCategory } from '@kapwa/core';
import { error, type Remark, warning } from '../finding.js';
import type { JsonSource } from '../json-source.js';
import type { KeyNotes } from '../key-notes.js';
import { pluralFormsOf, pluralKeyOf, pluralMessages } from '../plural-forms.js';

/** A remark about a key of a file rather than about a text. */
export interface KeyRemark extends Remark {
  readonly key: string;
  readonly category?: PluralCategory;
  /** The line it stands in, where it is there. */
  readonly line?: number;
}

/** What a file has and lacks, held against English. */
export function keyRules(
  tag: string,
  file: JsonSource,
  source: JsonSource,
  notes: KeyNotes,
): readonly KeyRemark[] {
  const plurals = pluralMessages(source.texts.keys());
  const mismatched = typeRemarks(file, source);
  const isBelow = (key: string): boolean =>
    mismatched.some((one) => one.key === key || key.startsWith(`${one.key}.`));
  const messages = new Set([...source.texts.keys()].map((key) => messageOf(key, plurals)));
  return [
    ...mismatched,
    ...[...messages].filter((key) => !isBelow(key)).flatMap((key) => missing(key)),
    ...[...file.texts]
      .filter(([key]) => !isBelow(key))
      .flatMap(([key, { line }]) => extra(key, line)),
    ...[...file.others]
      .filter(([key, { is }]) => is !== 'group' && !isBelow(key))
      .map(([key, { line }]) => ({ ...extraRemark(), key, line })),
  ];

  function missing(key: string): readonly KeyRemark[] {
    if (!plurals.has(key)) return file.texts.has(key) ? [] : [missingRemark(key, notes)];
    const { required } = pluralFormsOf(tag);
    const absent = required.filter((form) => !file.texts.has(`${key}_${form}`));
    if (absent.length === required.length) return [missingRemark(key, notes)];
    return absent.map((category) => {
      const message = `This language needs the form "${key}_${category}".`;
      return { ...error('plural-missing', message), key, category };
    });
  }

  function extra(key: string, line: number): readonly KeyRemark[] {
    const plural = pluralKeyOf(key);
    if (plural === undefined || !plurals.has(plural.base)) {
      return source.texts.has(key) ? [] : [{ ...extraRemark(), key, line }];
    }
    const { category } = plural;
    if (category === 'zero' || pluralFormsOf(tag).known.includes(category)) return [];
    const message = `This language has no form "${category}": the text is never said.`;
    return [{ ...warning('plural-extra', message), key, line }];
  }
}

function messageOf(key: string, plurals: ReadonlySet<string>): string {
  const plural = pluralKeyOf(key);
  return plural !== undefined && plurals.has(plural.base) ? plural.base : key;
}

function missingRemark(key: string, notes: KeyNotes): KeyRemark {
  const isCritical = (notes.get(key) ?? notes.get(`${key}_other`))?.critical === true;
  const message = isCritical
    ? 'This text is not translated, and it is one that everybody has to understand.'
    : 'This text is not translated; English is said instead.';
  return { ...(isCritical ? error : warning)('missing-key', message), key };
}

function extraRemark(): Remark {
  return warning('extra-key', 'English has no such text: it is never said. Is the key misspelt?');
}

/** A text where English has a group, a group where it has a text, or neither of the two. */
function typeRemarks(file: JsonSource, source: JsonSource): readonly KeyRemark[] {
  const isGroup = (key: string): boolean => source.others.get(key)?.is === 'group';
  const texts = [...file.texts]
    .filter(([key]) => isGroup(key))
    .map(([key, { line }]) => ({ key, line, is: 'a text', wanted: 'a group of texts' }));
  const others = [...file.others]
    .filter(([key, { is }]) => source.texts.has(key) || (isGroup(key) && is !== 'group'))
    .map(([key, { line, is }]) => ({
      ...{ key, line, is: is === 'null' ? 'nothing' : `a ${is}` },
      wanted: source.texts.has(key) ? 'a text' : 'a group of texts',
    }));
  return [...texts, ...others].map(({ key, line, is, wanted }) => {
    const message = `This has to be ${wanted}, as in English, and is ${is}.`;
    return { ...error('type-mismatch', message), key, line };
  });
}
