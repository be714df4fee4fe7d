import { localeContract } from '@kapwa/testing/contracts';

localeContract('conduct', new URL('../locales/', import.meta.url), 'conduct');
