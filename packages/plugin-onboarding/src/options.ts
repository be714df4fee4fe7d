import { z } from 'zod';

/** What a community may set for onboarding. */
export const onboardingOptions = z.strictObject({
  /** Ask for a language; off where everybody shares one. */
  askLanguage: z.boolean().default(true),
  /** Show the rules and ask whether the person agrees. */
  askAgreement: z.boolean().default(true),
});
/** What a community may set for onboarding, defaults filled in. */
export type OnboardingOptions = z.output<typeof onboardingOptions>;
