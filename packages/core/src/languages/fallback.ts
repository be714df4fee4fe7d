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
