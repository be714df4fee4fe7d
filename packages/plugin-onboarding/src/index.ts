export type { OnboardingMessages } from './messages.js';
export { onboarding } from './onboarding.js';
export { type OnboardingOptions, onboardingOptions } from './options.js';
