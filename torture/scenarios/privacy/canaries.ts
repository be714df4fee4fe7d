/** What stands out everywhere, and must be found nowhere it is not meant for. */
export const canary = {
  name: 'Zuri Kanari',
  number: '254700777888',
  words: 'the quokka sleeps at noon',
  link: 'https://chat.whatsapp.com/CanaryCanaryCanary12345',
  /** Written in what no plugin can handle, which is kept for seven days. */
  givenUp: 'wombats worry without end',
  /** An admin, whom whoever runs the bot has entered in community.yaml. */
  listed: { name: 'Sameer Quetzal', number: '254700666555' },
  /** Makes a token or secret out of it, each another one. */
  secret: (of: string): string => `canarySecret${of}0123456789abcdef`,
} as const;

/** The kinds of canary, and how each is known again, however it is written. */
export const signs = {
  name: /kanari\b/i,
  number: /700[\s().-]{0,2}777[\s().-]{0,2}888/,
  words: /quokka/i,
  link: /CanaryCanaryCanary/,
  givenUp: /wombat/i,
  listed: /quetzal|700[\s().-]{0,2}666[\s().-]{0,2}555/i,
  secret: /canarySecret/i,
} as const satisfies Readonly<Record<string, RegExp>>;

export type CanaryKind = keyof typeof signs;

/** Bytes that hold a text in base64, wherever in it the text begins. */
function inBase64(text: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'\0'.repeat(before)}${text}`).toString('base64');
    // What stands around the text changes the characters at both ends.
    return encoded.slice(before === 0 ? 0 : 4, -4);
  });
}

const encoded: readonly (readonly [CanaryKind, readonly string[]])[] = (
  ['name', 'number', 'words', 'link', 'givenUp'] as const
).map((kind) => [kind, inBase64(canary[kind])]);

/** Which canaries stand in a text, in plain letters or in base64. */
export function canariesIn(text: string): ReadonlySet<CanaryKind> {
  const kinds = Object.keys(signs) as CanaryKind[];
  return new Set([
    ...kinds.filter((kind) => signs[kind].test(text)),
    ...encoded.flatMap(([kind, forms]) =>
      forms.some((form) => text.includes(form)) ? [kind] : [],
    ),
  ]);
}
