import { type BlueprintIssue, describeIssue, parseBlueprint } from '@kapwa/core';
import { describe, expect, it } from 'vitest';

const community = { name: 'Health Workers', purpose: 'Care', timeZone: 'Asia/Manila' };

function issuesOf(data: object): readonly BlueprintIssue[] {
  const parsed = parseBlueprint({ community, ...data });
  return parsed.ok ? [] : parsed.issues;
}

function told(data: object): string {
  return issuesOf(data).map(describeIssue).join('\n');
}

describe('a mistake in a blueprint', () => {
  it('in the name of a setting is told with the right name', () => {
    expect(issuesOf({ community: { ...community, quietHour: {} } })).toEqual([
      {
        path: ['community', 'quietHour'],
        message: '"quietHour" is not a setting of "community".',
        suggestion: 'quietHours',
      },
    ]);
  });

  it('in a name that is near to nothing is told with all names', () => {
    expect(told({ groups: { north: { xyzzy: 1 } } })).toBe(
      'groups.north.xyzzy: "xyzzy" is not a setting of "groups.north". These are: name, kind, purpose, tags, languages, posting, editing, adding, approval, disappearing, listed, admins, roles, chat, country, timeZone, plugins.',
    );
  });

  it('is told once where a name that is needed is misspelt', () => {
    expect(told({ Community: { name: 'X', purpose: 'Y', timezone: 'UTC' } })).toBe(
      'Community: "Community" is not a setting here. Did you mean "community"?',
    );
  });

  it('in a value alone does not speak of a list', () => {
    const found = issuesOf({
      community: { name: 'X', purpose: 'Y', timeZone: 'UTC', languages: 'klingon' },
      people: { ana: { accounts: { whatsapp: 254_700 } } },
    });

    expect(found).toEqual([
      { path: ['community', 'languages'], message: expect.stringContaining('"klingon" is not a') },
      {
        path: ['people', 'ana', 'accounts', 'whatsapp'],
        message: expect.stringMatching(/^"whatsapp" is written as a number/),
      },
    ]);
  });

  it('does not hide the others', () => {
    const paths = issuesOf({
      community: { name: 'X', purpos: 'y', languages: ['kz'] },
      people: { sameer: { roles: ['comunity-admin'] } },
      groups: { north: { admins: ['samer'], kind: 'topics' } },
      rule: [],
    }).map(({ path }) => path.join('.'));

    expect(paths.toSorted()).toEqual([
      'community.languages.0',
      'community.purpos',
      'community.timeZone',
      'groups.north.admins.0',
      'groups.north.kind',
      'people.sameer.roles.0',
      'rule',
    ]);
  });

  it.each([
    ['purpose', undefined, '"purpose" is missing. Write in a sentence or two'],
    ['purpose', null, '"purpose" is empty. Write'],
    ['purpose', '  ', '"purpose" is empty. Write'],
    ['name', 7, '"name" is written as a number. Put quotes around it'],
    ['name', ['a'], '"name" is a list here. Write the name of the community instead.'],
    ['name', 'a\nb', '"name" should be on one line.'],
    ['name', 'x'.repeat(201), '"name" is longer than 200 letters. Shorten it.'],
    ['quietHours', { from: '25:00', to: '06:00' }, '"25:00" is not a time of day.'],
    ['quietHours', { from: '24:00', to: '06:00' }, 'Did you mean "00:00"?'],
    ['quietHours', { from: '21:00' }, '"to" is missing. Write a time of day such as "21:00".'],
    ['languages', [], 'Write at least one language code'],
    ['key', 'Health workers', 'Did you mean "health-workers"?'],
  ])('in %s (%j) is told in plain words', (setting, value, words) => {
    expect(told({ community: { ...community, [setting]: value } })).toContain(words);
  });

  it.each([
    [[], 'This is a list here.'],
    [null, 'This is empty.'],
    ['hello', 'This is text here.'],
    [{}, '"community" is missing. Write its name, purpose and timeZone below it.'],
  ])('as large as the whole (%j) is told', (data, words) => {
    const parsed = parseBlueprint(data);

    expect(parsed.ok ? '' : parsed.issues.map(describeIssue).join()).toContain(words);
  });

  it('of writing groups as a list, or rules by name, is told', () => {
    expect(told({ groups: [{ key: 'north' }] })).toContain(
      '"groups" is a list here. Write the short name of each group below it instead.',
    );
    expect(told({ rules: { kind: 'Be kind' } })).toContain('each begins with "- key:"');
  });
});

describe('names in a blueprint', () => {
  it('must be those of people that are there', () => {
    const people = { sameer: {}, grace: {} };

    expect(issuesOf({ people, groups: { north: { admins: ['grace', 'samir'] } } })).toEqual([
      {
        path: ['groups', 'north', 'admins', 1],
        message: '"samir" is not one of the people. Add them under "people:".',
        suggestion: 'sameer',
      },
    ]);
  });

  it('must not count one admin twice', () => {
    expect(told({ people: { ana: {} }, groups: { north: { admins: ['ana', 'ana'] } } })).toContain(
      '"ana" is named twice here.',
    );
  });

  it('of roles must be built in or defined, and hold in the whole community', () => {
    const roles = {
      checker: { permissions: ['message.delete'] },
      local: { scope: 'group', permissions: [] },
    };
    const withRole = (role: string) => told({ roles, people: { ana: { roles: [role] } } });

    expect(withRole('community-admin')).toBe('');
    expect(withRole('checker')).toBe('');
    expect(withRole('cheker')).toContain('Did you mean "checker"?');
    expect(withRole('group-admin')).toContain('Name this person under "admins:"');
    expect(withRole('local')).toContain('"local" holds in one group');
  });

  it('of built-in roles are taken', () => {
    expect(told({ roles: { member: { permissions: ['*'] } } })).toContain(
      'Every community has the role "member" already.',
    );
  });

  it('may not differ by upper and lower case alone', () => {
    expect(told({ groups: { north: {}, North: {} } })).toContain(
      '"North" is the same short name as "north" above.',
    );
    expect(told({ people: { ana: {}, ANA: {} } })).toContain('the same short name');
  });

  it('may be in any script, without spaces and signs', () => {
    expect(told({ groups: { شمال: {}, 'nord_1-é': {} } })).toBe('');
    expect(told({ groups: { 'area north/1': {} } })).toContain('Did you mean "area-north-1"?');
    expect(told({ groups: { '🙂': {} } })).toContain('cannot be a short name');
  });

  it.each(['__proto__', 'constructor', 'prototype'])('may not be %s, anywhere', (name) => {
    const evil = JSON.parse(`{ "${name}": { "name": "x" } }`);

    for (const part of ['groups', 'people', 'roles', 'plugins', 'adapters']) {
      expect(issuesOf({ [part]: evil }).map(({ path }) => path)).toContainEqual([part, name]);
    }
    expect(issuesOf({ plugins: { conduct: { deep: [evil] } } })).toHaveLength(1);
    expect({}).not.toHaveProperty('name');
  });

  it('of plugins and messengers are checked where it is known which are installed', () => {
    const data = {
      community,
      plugins: { condct: {} },
      adapters: { telegram: {} },
      people: { ana: { accounts: { whatsap: '+1' } } },
      groups: { north: { chat: { playground: 'north' } } },
    };

    const parsed = parseBlueprint(data, { plugins: ['conduct'], adapters: ['whatsapp'] });

    expect(parsed).toMatchObject({
      issues: [
        { path: ['plugins', 'condct'], suggestion: 'conduct' },
        { path: ['adapters', 'telegram'] },
        { path: ['groups', 'north', 'chat', 'playground'] },
        { path: ['people', 'ana', 'accounts', 'whatsap'], suggestion: 'whatsapp' },
      ],
    });
    expect(parseBlueprint(data).ok).toBe(true);
  });
});

describe('rules in a blueprint', () => {
  const rules = (...texts: object[]) =>
    texts.map((text, index) => ({ key: `rule-${index}`, text }));

  it('must be written in the first language of the community', () => {
    const first = { ...community, languages: ['tl', 'en'] };

    expect(told({ community: first, rules: rules({ fil: 'a' }, { tl: 'b' }, { en: 'c' }) })).toBe(
      'rules.2.text: This rule is not written in "fil", the community\'s first language. Add it.',
    );
  });

  it('are kept under the proper tag of their language', () => {
    const parsed = parseBlueprint({ community, rules: rules({ en: 'a', tl: 'b', 'pt-br': 'c' }) });

    expect(parsed.ok && parsed.blueprint.community.rules).toEqual([
      { key: 'rule-0', text: { en: 'a', fil: 'b', 'pt-BR': 'c' } },
    ]);
  });

  it('may not say the same language twice under two names', () => {
    expect(told({ rules: rules({ en: 'a', tl: 'b', fil: 'c' }) })).toContain(
      '"fil" is a language this rule has already.',
    );
  });

  it('need keys of their own', () => {
    const [one, two] = rules({ en: 'a' }, { en: 'b' });

    expect(told({ rules: [one, { ...two, key: 'rule-0' }] })).toContain('the same short name');
  });
});

describe('addresses in a blueprint', () => {
  it('belong to one group, and one person, each', () => {
    expect(
      told({
        groups: {
          north: { chat: { whatsapp: '1@g.us' } },
          south: { chat: { whatsapp: '1@g.us' } },
        },
      }),
    ).toContain('groups.south.chat.whatsapp: The chat "1@g.us" already belongs to "north".');
    expect(
      told({ people: { ana: { accounts: { wa: '1' } }, luz: { accounts: { wa: ['2', '1'] } } } }),
    ).toContain('The account "1" already belongs to "ana".');
  });

  it('of a group are one', () => {
    expect(told({ groups: { north: { chat: { whatsapp: '1', telegram: '2' } } } })).toContain(
      'A group is one chat on one messenger.',
    );
  });

  it('must not have lost their quotes', () => {
    expect(told({ people: { ana: { accounts: { whatsapp: 639170000000 } } } })).toContain(
      'Put quotes around it',
    );
  });

  it('are no place for secrets', () => {
    expect(told({ adapters: { whatsapp: { driver: 'cloud', accessToken: 'EAAG' } } })).toBe(
      'adapters.whatsapp.accessToken: "accessToken" looks like a secret. Remove it here and write it in the file ".env", which is not passed on.',
    );
  });
});
