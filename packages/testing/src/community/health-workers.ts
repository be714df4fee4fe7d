import type { Scene } from './scene.js';

const rules: NonNullable<Scene['community']['rules']> = [
  {
    key: 'be-kind',
    text: {
      en: 'Be kind and respectful to everybody.',
      sw: 'Kuwa mwema na heshimu kila mtu.',
      fil: 'Maging mabait at magalang sa lahat.',
      ar: 'كن لطيفًا ومحترمًا مع الجميع.',
    },
  },
  {
    key: 'no-case-details',
    text: {
      en: 'Write nothing here by which a patient could be recognised.',
      sw: 'Usiandike hapa chochote kinachoweza kumtambulisha mgonjwa.',
    },
  },
  {
    key: 'invite-in-private',
    text: {
      en: 'Send invite links in private messages only.',
      sw: 'Tuma viungo vya mwaliko kwa ujumbe wa faragha tu.',
    },
  },
];

/**
 * Sameer's community health workers, made small: seven people and seven groups, in Nairobi's time.
 *
 * Ana and Baraka are in North Area already. Juma, Amina and Ravi are in no group yet: they are the
 * ones who join. Sameer heads all of it; Grace looks after the groups with him.
 */
export const healthWorkers: Scene = {
  community: {
    key: 'health-workers',
    name: 'Community Health Workers',
    purpose: 'Health workers help each other do their work well.',
    languages: ['en', 'fil', 'sw', 'hi', 'ar', 'es', 'fr'],
    timeZone: 'Africa/Nairobi',
    countries: ['KE', 'PH'],
    quietHours: { from: '21:00', to: '06:00' },
    rules,
  },
  people: {
    sameer: { name: 'Sameer Khan', language: 'en', roles: ['community-admin'] },
    grace: { name: 'Grace Wanjiru' },
    ana: { name: 'Ana Reyes' },
    baraka: { name: 'Baraka Mwangi' },
    juma: { name: 'Juma Otieno' },
    amina: { name: 'Amina Yusuf' },
    ravi: { name: 'Ravi Patel' },
  },
  groups: {
    announcements: {
      name: 'Announcements',
      kind: 'announcement',
      posting: 'admins',
      languages: ['en', 'sw'],
      admins: ['sameer', 'grace'],
      members: ['ana', 'baraka'],
    },
    'admin-only': { name: 'Admin Only', kind: 'admin', admins: ['sameer', 'grace'] },
    'north-area': {
      name: 'North Area',
      kind: 'general',
      purpose: 'Health workers of the northern villages.',
      languages: ['en', 'sw'],
      tags: ['area:north'],
      admins: ['sameer', 'grace'],
      members: ['ana', 'baraka'],
    },
    'basic-training': {
      name: 'Basic Training',
      kind: 'topic',
      purpose: 'The first course.',
      languages: ['sw'],
      admins: ['sameer', 'grace'],
      members: ['baraka'],
    },
    'cairo-team': {
      name: 'Cairo Team',
      kind: 'general',
      languages: ['ar'],
      timeZone: 'Africa/Cairo',
      country: 'EG',
      admins: ['sameer', 'grace'],
    },
    'medical-supplies': {
      name: 'Medical Supplies',
      kind: 'topic',
      languages: ['en', 'fil'],
      admins: ['sameer', 'grace'],
      members: ['ana'],
    },
    'success-stories': {
      name: 'Success Stories',
      kind: 'topic',
      admins: ['sameer', 'grace'],
      members: ['ana', 'baraka'],
      bot: 'member',
    },
  },
};
