import type { Collection, Context, Person } from '@kapwa/core';
import type { OnboardingMessages } from './messages.js';
import type { OnboardingOptions } from './options.js';
import type { Progress } from './progress.js';

/** What a handler of onboarding gets. */
export type OnboardingContext = Context<OnboardingOptions, OnboardingMessages>;

/** The key of the one record a person has. */
const KEY = 'progress';

/** One person's way through onboarding, in their own lane. */
export interface Newcomer {
  readonly context: OnboardingContext;
  readonly person: Person;
  /** Undefined for somebody who has not been welcomed yet. */
  readonly progress: Progress | undefined;
  save(progress: Progress): void;
}

/** The person whose direct chat or lane this is; undefined outside a person's lane. */
export async function newcomerOf(
  context: OnboardingContext,
  collection: Collection<Progress>,
): Promise<Newcomer | undefined> {
  const person = context.actor?.person;
  if (person === undefined) return undefined;
  const records = context.records(collection);
  return {
    context,
    person,
    progress: await records.get(KEY),
    save: (progress) => records.set(KEY, progress),
  };
}
