import type { Context } from '@kapwa/core';
import type { OnboardingMessages } from './messages.js';
import type { OnboardingOptions } from './options.js';

/** What a handler of onboarding gets. */
export type OnboardingContext = Context<OnboardingOptions, OnboardingMessages>;
