// Made from locales/en/core.json by `npm run generate`; do not edit.
/** The messages of core, with the values each takes. */
// biome-ignore format: one message a line
export type CoreMessages = {
  readonly 'words.stop': Readonly<Record<never, never>>;
  readonly 'words.help': Readonly<Record<never, never>>;
};
