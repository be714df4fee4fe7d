/** Names people use for their own language, where the data differs or is missing. */
const own: Readonly<Record<string, string>> = {
  fil: 'Filipino (Tagalog)',
  ht: 'Kreyòl ayisyen',
  id: 'Bahasa Indonesia',
  my: 'မြန်မာဘာသာ',
  ceb: 'Binisaya',
};

function displayName(tag: string, inLanguage: string): string | undefined {
  if (Intl.DisplayNames.supportedLocalesOf(inLanguage).length === 0) return undefined;
  return new Intl.DisplayNames(inLanguage, { type: 'language', fallback: 'none' }).of(tag);
}

/** What the speakers of a language call it: `Kiswahili`, `العربية`. The tag where nobody knows. */
export function nativeName(tag: string): string {
  const name = own[tag] ?? displayName(tag, tag) ?? englishName(tag);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** The English name of a language; the tag where there is none. */
export function englishName(tag: string): string {
  return displayName(tag, 'en') ?? tag;
}
