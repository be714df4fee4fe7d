import { localeContract } from '@kapwa/testing/contracts';

localeContract('recognition', new URL('../locales/', import.meta.url), 'recognition');
