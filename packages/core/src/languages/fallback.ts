/** Languages whose speakers commonly read another one better than English. */
const neighbours: Readonly<Record<string, string>> = {
  ceb: 'fil',
  hil: 'fil',
  ilo: 'fil',
  war: 'fil',
  bik: 'fil',
  apc: 'ar',
  arz: 'ar',
  ary: 'ar',
  swc: 'sw',
  kea: 'pt',
  ht: 'fr',
  mai: 'hi',
};

/** A BCP 47 tag in its canonical form (`tl-PH` becomes `fil-PH`), or undefined where it is none. */
export function canonicalTag(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * The languages in which a message is looked for, in order: the tag, the tag shortened part by
 * part, a neighbour, English.
 */
export function fallbackChain(tag: string): readonly string[] {
  const chain: string[] = [];
  const canonical = canonicalTag(tag);
  for (
    let rest = canonical ?? '';
    rest !== '';
    rest = rest.slice(0, Math.max(0, rest.lastIndexOf('-')))
  ) {
    chain.push(rest);
  }
  const neighbour = neighbours[canonical?.split('-')[0] ?? ''];
  if (neighbour !== undefined) chain.push(neighbour);
  if (!chain.includes('en')) chain.push('en');
  return chain;
}

function script(tag: string): string | undefined {
  return new Intl.Locale(tag).maximize().script;
}

/**
 * The best of `available` for what somebody asked for, or undefined where none fits. Never one in
 * another script: who asks for `ur-Latn` is not helped by Arabic letters.
 */
export function matchLanguage(wanted: string, available: readonly string[]): string | undefined {
  const canonical = canonicalTag(wanted);
  if (canonical === undefined) return undefined;
  const wantedScript = script(canonical);
  return fallbackChain(canonical)
    .filter((tag) => tag !== 'en' || canonical.startsWith('en'))
    .map((tag) => available.find((one) => canonicalTag(one) === tag))
    .find(
      (tag) => tag !== undefined && (script(tag) === wantedScript || tag === neighbours[canonical]),
    );
}
