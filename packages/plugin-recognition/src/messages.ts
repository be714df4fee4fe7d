// Made from locales/en/recognition.json by `npm run generate`; do not edit.
import type { Value } from '@kapwa/core';

/** The messages of recognition, with the values each takes. */
// biome-ignore format: one message a line
export type RecognitionMessages = {
  readonly 'line': { readonly giver: Value; readonly receivers: Value };
  readonly 'digest.title': { readonly count: number; readonly group: Value };
  readonly 'digest.people': { readonly people: Value };
  readonly 'found.thanks': { readonly giver: Value; readonly receivers: Value };
  readonly 'found.self-thanks': { readonly giver: Value };
  readonly 'found.no-reason': { readonly giver: Value; readonly receivers: Value };
  readonly 'found.enough-today': { readonly giver: Value };
  readonly 'found.again-today': { readonly giver: Value; readonly receivers: Value };
  readonly 'found.digest': Readonly<Record<never, never>>;
  readonly 'words.thanks': Readonly<Record<never, never>>;
  readonly 'words.request': Readonly<Record<never, never>>;
};
