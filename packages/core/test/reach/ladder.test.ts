import { describe, expect, it } from 'vitest';
import { type InvitingGroup, invitationFor, rungFor } from '../../src/reach/ladder.js';

const carrying = { name: 'said', language: 'en', parameters: ['Hello'] };
const inviting = { name: 'waiting', language: 'en', parameters: [] };

describe('the reachability ladder', () => {
  it.each([
    ['an open window takes a message', 'open', {}, { kind: 'message' }],
    ['even where there are templates', 'open', { carrying, inviting }, { kind: 'message' }],
    [
      'a template that holds the words takes their place',
      'template-only',
      { carrying, inviting },
      { kind: 'template', template: carrying },
    ],
    [
      'one that holds none asks for the first word',
      'template-only',
      { inviting },
      { kind: 'wait', invitation: inviting },
    ],
    ['without any, it waits', 'template-only', {}, { kind: 'wait' }],
    [
      'no template reaches who must write first',
      'must-write-first',
      { carrying },
      { kind: 'wait' },
    ],
    ['nobody is written to out of the blue', 'cold', { carrying, inviting }, { kind: 'wait' }],
  ] as const)('%s', (_, reach, templates, rung) => {
    expect(rungFor(reach, templates)).toEqual(rung);
  });
});

describe('an invitation', () => {
  const group = (key: string, more: Partial<InvitingGroup> = {}): InvitingGroup => {
    return { key, kind: 'general', adapter: 'whatsapp', canPost: true, ...more };
  };

  it.each([
    [
      'is the template, where there is one',
      inviting,
      [group('a')],
      { by: 'template', template: inviting },
    ],
    [
      'is posted where it happened',
      undefined,
      [group('a'), group('b')],
      { by: 'group', group: 'b' },
    ],
    [
      'is rather posted on the messenger on which they are to write',
      undefined,
      [group('b', { adapter: 'telegram' }), group('a')],
      { by: 'group', group: 'a' },
    ],
    [
      'is posted among the announcements only where there is nothing else',
      undefined,
      [group('b', { kind: 'announcement' }), group('c', { adapter: 'telegram' })],
      { by: 'group', group: 'c' },
    ],
    [
      'is left to an admin where the bot can post nowhere',
      undefined,
      [group('b', { canPost: false })],
      { by: 'admin' },
    ],
    ['is left to an admin where they are in no group', undefined, [], { by: 'admin' }],
  ] as const)('%s', (_, template, groups, expected) => {
    expect(invitationFor(template, groups, 'b', 'whatsapp')).toEqual(expected);
  });
});
