import type { LocaleStrings } from '@kapwa/core';
import { fallbackChain } from '@kapwa/core';
import i18next, { type i18n } from 'i18next';
import type { LocaleFiles } from './locale-files.js';

function resourcesOf(files: LocaleFiles, namespace: string) {
  return Object.fromEntries(
    [...files.byTag].map(([tag, strings]) => [tag, { [namespace]: nested(strings) }]),
  );
}

interface Branch {
  [key: string]: string | Branch;
}

/** `rules.title` as i18next keeps it: a text in a group of texts. */
function nested(strings: LocaleStrings): Branch {
  const root: Branch = {};
  for (const [key, value] of strings) {
    const path = key.split('.');
    const last = path.pop() ?? key;
    let branch = root;
    for (const name of path) {
      const inner = branch[name];
      const next: Branch = typeof inner === 'object' ? inner : {};
      branch[name] = next;
      branch = next;
    }
    branch[last] = value;
  }
  return root;
}

/** i18next itself with the files of one namespace: the authority on what a message says. */
export async function loadInto(files: LocaleFiles, namespace: string): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: 'en',
    fallbackLng: (code: string) => fallbackChain(code).filter((tag) => tag !== code),
    supportedLngs: [...files.byTag.keys()],
    nonExplicitSupportedLngs: true,
    load: 'all',
    ns: [namespace],
    defaultNS: namespace,
    fallbackNS: false,
    keySeparator: '.',
    nsSeparator: ':',
    contextSeparator: '_',
    pluralSeparator: '_',
    returnNull: false,
    returnEmptyString: false,
    returnObjects: false,
    interpolation: { escapeValue: false, skipOnVariables: true, maxReplaces: 1000 },
    initAsync: false,
    resources: resourcesOf(files, namespace),
  });
  return instance;
}
