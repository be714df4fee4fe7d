import { type Blueprint, type BlueprintIssue, parseBlueprint } from '@kapwa/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** The least a community says about itself. */
const community = { name: 'Health Workers', purpose: 'Care', timeZone: 'Asia/Manila' };

function read(data: object): Blueprint {
  const parsed = parseBlueprint({ community, ...data });
  if (!parsed.ok) throw new Error(parsed.issues.map(({ message }) => message).join('\n'));
  return parsed.blueprint;
}

function issuesOf(data: unknown): readonly BlueprintIssue[] {
  const parsed = parseBlueprint(data);
  return parsed.ok ? [] : parsed.issues;
}

describe('a blueprint', () => {
  it('needs no more than a name, a purpose and a time zone', () => {
    expect(read({})).toEqual({
      community: {
        ...community,
        key: 'health-workers',
        languages: ['en'],
        countries: [],
        rules: [],
        roles: [],
        plugins: {},
      },
      groups: [],
      people: [],
      adapters: {},
    });
  });

  it('fills in what a group leaves away', () => {
    const { groups } = read({
      community: { ...community, languages: ['sw', 'en'] },
      groups: { 'area-north': {} },
    });

    expect(groups).toEqual([
      {
        key: 'area-north',
        name: 'Area north',
        kind: 'general',
        tags: [],
        languages: ['sw'],
        listed: true,
        posting: 'everyone',
        admins: [],
        adopted: false,
      },
    ]);
  });

  it('lets only admins post announcements, and keeps the admin room out of the directory', () => {
    const { groups } = read({
      groups: { news: { kind: 'announcement' }, staff: { kind: 'admin' } },
    });

    expect(groups).toMatchObject([
      { key: 'news', posting: 'admins', listed: true },
      { key: 'staff', posting: 'everyone', listed: false },
    ]);
  });

  it('keeps what a group says of itself', () => {
    const written = {
      name: 'East',
      kind: 'topic',
      purpose: 'For the east',
      tags: ['area:east'],
      languages: ['en', 'sw'],
      posting: 'admins',
      listed: false,
      country: 'KE',
      timeZone: 'Africa/Nairobi',
    };

    const { groups } = read({ groups: { east: { ...written, chat: { whatsapp: '1@g.us' } } } });

    const chat = { adapter: 'whatsapp', id: '1@g.us' };
    expect(groups).toEqual([{ ...written, key: 'east', chat, admins: [], adopted: false }]);
  });

  it('takes up people with their accounts, several on one messenger as well', () => {
    const { people } = read({
      people: {
        grace: { language: 'tl', roles: ['community-admin'], accounts: { whatsapp: ['+1', '+2'] } },
      },
    });

    expect(people).toEqual([
      {
        key: 'grace',
        name: 'Grace',
        language: 'fil',
        roles: ['community-admin'],
        accounts: [
          { adapter: 'whatsapp', id: '+1' },
          { adapter: 'whatsapp', id: '+2' },
        ],
      },
    ]);
  });

  it('keeps groups, people and roles in the order they are written', () => {
    const { groups } = read({ groups: { west: {}, east: {}, north: {} } });

    expect(groups.map(({ key }) => key)).toEqual(['west', 'east', 'north']);
  });

  it('takes one word for a list of one, and a left-out value for none', () => {
    const blueprint = read({
      community: { ...community, languages: 'fil', countries: null, quietHours: null },
      groups: { north: { tags: 'area:north', admins: null, purpose: null } },
      rules: null,
    });

    expect(blueprint.community).toMatchObject({ languages: ['fil'], countries: [], rules: [] });
    expect(blueprint.groups[0]).toMatchObject({ tags: ['area:north'], admins: [] });
  });

  it('reads plugins that are on with their defaults, and switched off, in the words people use', () => {
    const { community: read1 } = read({
      plugins: { onboarding: null, conduct: 'no', recognition: false, other: { a: [1] }, on: true },
    });

    expect(read1.plugins).toEqual({
      onboarding: {},
      conduct: false,
      recognition: false,
      other: { a: [1] },
      on: {},
    });
  });

  it('gives roles the scope of the community unless they say otherwise', () => {
    const { community: read1 } = read({
      roles: {
        checker: { permissions: ['message.delete'] },
        all: { scope: 'group', permissions: '*' },
      },
    });

    expect(read1.roles).toEqual([
      { name: 'checker', scope: 'community', permissions: ['message.delete'] },
      { name: 'all', scope: 'group', permissions: ['*'] },
    ]);
  });

  it('makes a short name from a name in any script', () => {
    const keyOf = (name: string) => read({ community: { ...community, name } }).community.key;

    expect(keyOf('Care & Hope, Kitui')).toBe('care-hope-kitui');
    expect(keyOf('العاملون الصحيون')).toBe('العاملون-الصحيون');
    expect(keyOf('***')).toBe('community');
  });

  it('pads a short time of day', () => {
    const quietHours = { from: '21:00', to: '6:00' };

    expect(read({ community: { ...community, quietHours } }).community.quietHours).toEqual({
      from: '21:00',
      to: '06:00',
    });
  });

  it('never throws, and never says yes and no at once, whatever it is given', () => {
    const part = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything()));
    const data = fc.record(
      { community: part, rules: part, roles: part, people: part, groups: part, plugins: part },
      { requiredKeys: [] },
    );

    fc.assert(
      fc.property(fc.oneof(fc.anything(), data), (anything) => {
        const parsed = parseBlueprint(anything);

        expect(parsed.ok || parsed.issues.length > 0).toBe(true);
      }),
    );
  });

  it('does not change what it is given', () => {
    const data = { community: { ...community, languages: ['tl'] }, groups: { north: {} } };
    const before = structuredClone(data);

    parseBlueprint(data);

    expect(data).toEqual(before);
  });

  it('stops at data that has no end', () => {
    const endless: { [key: string]: unknown } = { community };
    endless.plugins = { a: endless, b: endless };

    expect(issuesOf(endless).map(({ message }) => message)).toEqual([
      'This is nested far too deeply.',
      'There is far too much in it. Shorten it.',
    ]);
  });
});
