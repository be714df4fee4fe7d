/** Languages whose two-letter code for Telegram is not the beginning of their own. */
const others: Readonly<Record<string, string>> = { fil: 'tl', iw: 'he', in: 'id' };

/**
 * The code Telegram takes for a language: two letters and nothing else (`fil` is `tl` there).
 * Undefined for languages that have none, such as Cebuano: they see what is set for all others.
 */
export function telegramLanguage(tag: string): string | undefined {
  const [language = ''] = tag.toLowerCase().split('-');
  const code = others[language] ?? language;
  return /^[a-z]{2}$/.test(code) ? code : undefined;
}
