import { createEmbeddedStore, personSchema, type Role } from '@kapwa/core';
import { type TestCommunity, testCommunity } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

const roles: Role[] = [
  { name: 'fact-checker', scope: 'community', permissions: ['claim.judge', 'message.delete'] },
  { name: 'translator', scope: 'group', permissions: ['text.translate'] },
  { name: 'helper', scope: 'group', permissions: ['role.give', 'text.translate'] },
  { name: 'keeper', scope: 'community', permissions: ['role.give', 'message.*'] },
];

async function withRoles(store?: () => ReturnType<typeof createEmbeddedStore>) {
  const community = await testCommunity({
    community: { roles },
    ...(store === undefined ? {} : { store }),
  });
  onTestFinished(() => community.stop());
  return community;
}

async function confirmed(community: TestCommunity, person: string, text: string): Promise<void> {
  await community.tellsBot(person, text);
  await community.tellsBot(person, 'yes');
}

async function rolesOf(community: TestCommunity, account: string): Promise<unknown> {
  const people = await community.store.list('core.people', '');
  const person = people.find(({ value }) => JSON.stringify(value).includes(`"id":"${account}"`));
  const { roles: everywhere, groupRoles } = personSchema.parse(person?.value);
  return groupRoles === undefined ? everywhere : { everywhere, groupRoles };
}

describe('giving a role', () => {
  it('is done by a community admin, for the whole community', async () => {
    const community = await withRoles();

    await community.tellsBot('sameer', '/role give ana fact-checker');

    expect(community.phone('sameer').latest).toBe(
      'Ana Reyes now has the role fact-checker in Community Health Workers.',
    );
    expect(await rolesOf(community, 'ana')).toEqual(['fact-checker']);
  });

  it('is done in a group for a role of groups', async () => {
    const community = await withRoles();

    await community.says('sameer', 'north-area', '/role give @Ana translator');

    expect(await rolesOf(community, 'ana')).toMatchObject({
      groupRoles: { 'north-area': ['translator'] },
    });
    expect(community.group('north-area').fromBot[0]).toContain(
      'Ana Reyes now has the role translator in North Area.',
    );
  });

  it('names the group where it is done in private', async () => {
    const community = await withRoles();

    await community.tellsBot('sameer', '/role give ana translator');
    expect(community.phone('sameer').latest).toContain('holds in one group');
    await community.tellsBot('sameer', '/role give ana translator north area');

    expect(await rolesOf(community, 'ana')).toMatchObject({
      groupRoles: { 'north-area': ['translator'] },
    });
  });

  it('holds at once, and where it was given only', async () => {
    const community = await withRoles();
    await community.tellsBot('ana', 'good morning from the clinic');
    await community.says('sameer', 'north-area', '/role give @Ana helper');

    await community.says('ana', 'north-area', '/role give @Baraka translator');
    await community.says('ana', 'medical-supplies', '/role give @Baraka translator');

    expect(await rolesOf(community, 'baraka')).toMatchObject({
      groupRoles: { 'north-area': ['translator'] },
    });
    expect(community.phone('ana').latest).toBe('Sorry, you cannot use /role give here.');
  });

  it.each(['ana', 'grace'])('is refused to others, admins of groups included: %s', async (who) => {
    const community = await withRoles();
    await community.tellsBot(who, 'good morning from the clinic');

    await community.says(who, 'north-area', '/role give @Baraka translator');

    expect(community.phone(who).latest).toBe('Sorry, you cannot use /role give here.');
    expect(await rolesOf(community, 'baraka')).toEqual([]);
  });

  it('never gives more than the giver has', async () => {
    const community = await withRoles();
    await community.tellsBot('sameer', '/role give ana keeper');

    await community.tellsBot('ana', '/role give baraka fact-checker');
    expect(community.phone('ana').latest).toContain('it allows more than you may do yourself');
    await community.tellsBot('ana', '/role give baraka community-admin');
    expect(community.phone('ana').latest).toContain('it allows more than you may do yourself');
    await community.tellsBot('ana', '/role give baraka keeper');

    expect(await rolesOf(community, 'baraka')).toEqual(['keeper']);
  });

  it('in one group never reaches the whole community', async () => {
    const community = await withRoles();
    await community.says('sameer', 'north-area', '/role give @Ana helper');
    await community.promotes('ana', 'north-area');

    await community.says('ana', 'north-area', '/role give @Baraka keeper');

    expect(await rolesOf(community, 'baraka')).toEqual([]);
  });

  it.each(['member', 'group-admin'])('leaves to the messenger who is %s', async (role) => {
    const community = await withRoles();

    await community.says('sameer', 'north-area', `/role give @Ana ${role}`);

    expect(community.group('north-area').fromBot[0]).toContain(
      'follows who is a member or an admin',
    );
  });

  it('suggests the role that was meant', async () => {
    const community = await withRoles();

    await community.tellsBot('sameer', '/role give ana fact-cheker');

    expect(community.phone('sameer').latest).toContain('Did you mean fact-checker?');
    expect(community.phone('sameer').latest).toContain('For example: /role give @Ana fact-checker');
  });
});

describe('other roles of somebody', () => {
  it('stay as they are when one is given or taken, everywhere and in a group', async () => {
    const community = await withRoles();
    await community.tellsBot('sameer', '/role give ana fact-checker');
    await community.tellsBot('sameer', '/role give ana keeper');
    await community.says('sameer', 'north-area', '/role give @Ana translator');
    await community.says('sameer', 'north-area', '/role give @Ana helper');
    expect(await rolesOf(community, 'ana')).toEqual({
      everywhere: ['fact-checker', 'keeper'],
      groupRoles: { 'north-area': ['translator', 'helper'] },
    });

    await confirmed(community, 'sameer', '/role take ana fact-checker');
    await confirmed(community, 'sameer', '/role take ana translator north area');

    expect(await rolesOf(community, 'ana')).toEqual({
      everywhere: ['keeper'],
      groupRoles: { 'north-area': ['helper'] },
    });
  });
});

describe('taking a role', () => {
  it('is asked back first, and done at a yes', async () => {
    const community = await withRoles();
    await community.tellsBot('sameer', '/role give ana fact-checker');

    await community.tellsBot('sameer', '/role take ana fact-checker');

    expect(community.phone('sameer').latest).toContain(
      'Take the role fact-checker in Community Health Workers away from Ana Reyes?',
    );
    expect(await rolesOf(community, 'ana')).toEqual(['fact-checker']);
    await community.tellsBot('sameer', 'yes');
    expect(await rolesOf(community, 'ana')).toEqual([]);
  });

  it('says so where there is nothing to take', async () => {
    const community = await withRoles();

    await confirmed(community, 'sameer', '/role take ana fact-checker');

    expect(community.phone('sameer').latest).toBe('Ana Reyes does not have the role fact-checker.');
  });

  it('leaves an admin in charge: nobody takes their own role away', async () => {
    const community = await withRoles();

    await confirmed(community, 'sameer', '/role take Sameer Khan community-admin');

    expect(community.phone('sameer').latest).toContain('Ask another admin');
    expect(await rolesOf(community, 'sameer')).toEqual(['community-admin']);
  });

  it('holds against the blueprint, as giving does, also after a restart', async () => {
    const folder = await temporaryFolder();
    const community = await withRoles(() => createEmbeddedStore(folder));
    await community.tellsBot('sameer', '/role give grace community-admin');
    await confirmed(community, 'grace', '/role take Sameer Khan community-admin');

    await community.restarts();
    await community.tellsBot('sameer', '/role give ana fact-checker');

    expect(await rolesOf(community, 'sameer')).toEqual([]);
    expect(await rolesOf(community, 'grace')).toEqual(['community-admin']);
    expect(community.phone('sameer').latest).toBe('Sorry, you cannot use /role give here.');
  });
});

describe('the list of roles', () => {
  it('tells an admin in private who has which', async () => {
    const community = await withRoles();
    await community.tellsBot('sameer', '/role give ana fact-checker');
    await community.says('sameer', 'north-area', '/role give @Baraka translator');

    await community.tellsBot('sameer', 'roles');

    const { latest } = community.phone('sameer');
    expect(latest).toContain('Roles in Community Health Workers:\ncommunity-admin: Sameer Khan\n');
    expect(latest).toContain('fact-checker: Ana Reyes\nkeeper: nobody');
    expect(latest).toContain('Roles in North Area:\ntranslator: Baraka Mwangi');
  });

  it('is nobody else’s', async () => {
    const community = await withRoles();

    await community.tellsBot('ana', 'roles');

    expect(community.phone('ana').latest).toBe('Sorry, you cannot use roles here.');
  });
});
