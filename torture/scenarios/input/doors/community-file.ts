import { parseBlueprint } from '@kapwa/core';
import fc from 'fast-check';
import { type Door, json, mutated } from '../inputs.js';

const blueprint = {
  community: {
    name: 'Health workers',
    purpose: { en: 'Care', sw: 'Huduma' },
    timeZone: 'Africa/Nairobi',
    languages: ['en', 'sw'],
    quietHours: { from: '21:00', to: '06:00' },
  },
  rules: [{ key: 'kind', text: { en: 'Be kind.' } }],
  people: { ana: { roles: ['helper'], accounts: { whatsapp: '+254700111222' } } },
  roles: { helper: { permissions: ['message.delete'] } },
  groups: { north: { kind: 'topic', admins: ['ana'], disappearing: '7 days' } },
  plugins: { conduct: { mode: 'observe' } },
  retention: { messages: '3 days' },
};

/** The file that describes a community. */
export function communityFileDoor(): Door {
  return {
    name: 'community.yaml',
    inputs: fc.oneof(json, mutated(blueprint)),
    take(input) {
      const parsed = parseBlueprint(input);
      return parsed.ok || parsed.issues.length > 0 ? undefined : 'refused without a reason';
    },
  };
}
