// Made from locales/en/onboarding.json by `npm run generate`; do not edit.
import type { Value } from '@kapwa/core';

/** The messages of onboarding, with the values each takes. */
// biome-ignore format: one message a line
export type OnboardingMessages = {
  readonly 'welcome': { readonly community: Value; readonly group: Value };
  readonly 'welcome-community': { readonly community: Value };
  readonly 'purpose': { readonly purpose: Value };
  readonly 'language.ask': Readonly<Record<never, never>>;
  readonly 'language.option': { readonly name: Value; readonly number: Value };
  readonly 'language.set': Readonly<Record<never, never>>;
  readonly 'language.again': Readonly<Record<never, never>>;
  readonly 'language.about': Readonly<Record<never, never>>;
  readonly 'rules.intro': { readonly community: Value };
  readonly 'rules.ask': Readonly<Record<never, never>>;
  readonly 'rules.again': Readonly<Record<never, never>>;
  readonly 'rules.agreed': Readonly<Record<never, never>>;
  readonly 'found.welcomed': { readonly person: Value };
  readonly 'found.language': { readonly language: Value; readonly person: Value };
  readonly 'found.agreed': { readonly person: Value };
  readonly 'words.agree': Readonly<Record<never, never>>;
  readonly 'words.language': Readonly<Record<never, never>>;
};
