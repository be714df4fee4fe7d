// Made from locales/en/conduct.json by `npm run generate`; do not edit.
import type { Value } from '@kapwa/core';

/** The messages of conduct, with the values each takes. */
// biome-ignore format: one message a line
export type ConductMessages = {
  readonly 'rules.title': { readonly community: Value };
  readonly 'rules.none': { readonly community: Value };
  readonly 'rules.about': Readonly<Record<never, never>>;
  readonly 'reminder': { readonly rule: Value };
  readonly 'removed.invite-link': { readonly group: Value };
  readonly 'removed.phone-number': { readonly group: Value };
  readonly 'asked.invite-link': { readonly group: Value };
  readonly 'asked.phone-number': { readonly group: Value };
  readonly 'found.invite-link': { readonly person: Value };
  readonly 'found.phone-number': { readonly person: Value };
  readonly 'found.rules': { readonly person: Value };
  readonly 'found.reminder': Readonly<Record<never, never>>;
  readonly 'words.rules': Readonly<Record<never, never>>;
};
