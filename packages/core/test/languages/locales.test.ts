import { localeContract } from '@kapwa/testing/contracts';

localeContract('core', new URL('../../locales/', import.meta.url), 'core');
