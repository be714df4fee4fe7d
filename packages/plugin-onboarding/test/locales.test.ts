import { localeContract } from '@kapwa/testing/contracts';

localeContract('onboarding', new URL('../locales/', import.meta.url), 'onboarding');
