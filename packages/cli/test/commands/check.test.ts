import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEmbeddedStore } from '@kapwa/core';
import { startFakeCloudApi } from '@kapwa/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { register } from '../../src/commands/check.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

const healthGroups = fileURLToPath(new URL('../../../../examples/health-groups', import.meta.url));

/** A community of which there is nothing to find. */
const well = `community:
  key: health
  name: Health Workers
  purpose: Care
  timeZone: Asia/Manila
  languages: [en, sw]
rules:
  - key: be-kind
    text: { en: Be kind., sw: Kuwa mwema. }
people:
  sameer: { roles: [community-admin] }
  grace: { roles: [community-admin] }
groups:
  news: { kind: announcement, purpose: News, admins: [sameer, grace] }
  staff: { kind: admin, purpose: Planning, admins: [sameer, grace] }
`;

async function check(yaml: string, ...options: string[]) {
  return checkIn(await folderWith({ 'community.yaml': yaml }), ...options);
}

async function checkIn(cwd: string, ...options: string[]) {
  const args = ['check', ...options];
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const code = await runCommandLine(args, { version: '0', commands: [register] }, shell);
  return { code, out: shell.out, err: shell.err };
}

async function findings(yaml: string) {
  const { out, code } = await check(yaml, '--json');
  return { code, ...JSON.parse(out) };
}

describe('kapwa check', () => {
  it('lists what is well', async () => {
    expect(await check(well)).toEqual({
      code: 0,
      err: '',
      out: `ok     Health Workers can be read: 2 groups, 2 people, 1 rule.
ok     Community admins: Sameer and Grace.
ok     Every group has at least two admins.
ok     Admins talk among themselves in Staff.
ok     Everybody is reached in News.
ok     Every group says what it is for.
ok     Every rule can be read in English and Swahili.

All is well.
`,
    });
  });

  it('has nothing to say of the health programme', async () => {
    const { code, out } = await checkIn(healthGroups, '--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ ok: true, findings: [] });
  });

  it('asks WhatsApp whether it takes the settings and has approved the templates', async () => {
    const fake = await startFakeCloudApi();
    onTestFinished(() => fake.close());
    fake.templates.approve({ name: 'waiting', languages: { en: 'Something waits.' } });
    const settings = {
      WHATSAPP_API_BASE: fake.baseUrl,
      WHATSAPP_TOKEN: fake.token,
      WHATSAPP_PHONE_NUMBER_ID: fake.phoneNumberId,
      WHATSAPP_BUSINESS_ACCOUNT_ID: fake.businessAccountId,
      WHATSAPP_APP_SECRET: fake.appSecret,
      WHATSAPP_VERIFY_TOKEN: fake.verifyToken,
    };
    const env = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
    const yaml = `${well}templates:\n  waiting: {}\n  other: {}\n`;
    const cwd = await folderWith({ 'community.yaml': yaml, '.env': env.join('') });

    const { code, out } = await checkIn(cwd);
    expect(code).toBe(1);
    expect(out).toContain('ok     WhatsApp takes the access token');
    expect(out).toContain('error  Meta has no template "other" in en.');
    expect(out).toContain('community.yaml, line 18');
    expect((await checkIn(cwd, '--offline')).code).toBe(0);
  });

  it('says what was not delivered to members, without their names', async () => {
    const cwd = await folderWith({ 'community.yaml': well });
    const store = createEmbeddedStore(join(cwd, 'data'));
    await store.open();
    const since = Date.now() - 3.5 * 24 * 3_600_000;
    const put = (collection: string, key: string, value: unknown) =>
      ({ op: 'put', collection, key, value }) as const;
    await store.commit({
      expect: [],
      writes: [
        put('core.undelivered', 'health/person_ana', {
          ...{ person: 'person_ana', since, waits: 2, warnings: 1, missed: 0 },
        }),
        put('core.undelivered', 'health/person_ben', {
          ...{ person: 'person_ben', since: since + 1, waits: 0, warnings: 0, missed: 4 },
          missedAt: Date.now(),
        }),
        put('core.pseudonyms', 'health/person_ana', 'a secret'),
        put('core.people', 'health/person_ana', { id: 'person_ana', name: 'Ana Reyes' }),
      ],
      outgoing: [],
      post: [],
      dead: [],
    });
    await store.close();

    const { code, out } = await checkIn(cwd);
    expect(code).toBe(0);
    expect(out).toMatch(
      /warn {3}Not delivered to 2 members: p_[\w-]{12} \(2 waiting for 3 days, 1 a warning\) and person_ben \(4 dropped, the last today\)\./,
    );
    expect(out).not.toContain('Ana');
  });

  it('tells programs what it found, and people on stderr', async () => {
    const { code, out, err } = await check(well.replace('purpose: News, ', ''), '--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      ok: true,
      findings: [
        {
          level: 'warning',
          path: 'groups.news',
          line: 14,
          message: '"News" does not say what it is for.',
          fix: 'Add "purpose:" to news: newcomers choose their groups by it.',
        },
      ],
    });
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(err).toContain('warn   "News" does not say what it is for.');
    expect(err).toContain('(community.yaml, line 14)');
    expect(err).toContain('1 warning. The bot works all the same.');
  });

  it.each([
    [
      'only one community admin',
      'grace: { roles: [community-admin] }',
      'grace: {}',
      'only one community admin, Sameer',
    ],
    ['no community admin', /roles: \[community-admin\]/g, '', 'no community admin'],
    [
      'a group with one admin',
      'News, admins: [sameer, grace]',
      'News, admins: [grace]',
      '"News" has only one admin, grace',
    ],
    ['a group without admins', 'News, admins: [sameer, grace]', 'News', '"News" has no admin.'],
  ])('finds an error in %s', async (_, from, to, message) => {
    expect(await findings(well.replace(from, to))).toEqual({
      code: 1,
      ok: false,
      findings: [
        expect.objectContaining({ level: 'error', message: expect.stringContaining(message) }),
      ],
    });
  });

  it.each([
    ['no room for admins', 'kind: admin,', '', 'no group for the admins'],
    ['no announcements', 'kind: announcement,', '', 'no group in which everybody is reached'],
    ['a rule not translated', ', sw: Kuwa mwema.', '', '"be-kind" is not written in Swahili'],
    ['no rules', /rules:[\s\S]*?(?=people:)/, '', 'has no rules'],
    ['no groups', /groups:[\s\S]*/, '', 'has no groups'],
    ['no key', '  key: health\n', '', 'goes by "health-workers"'],
    ['two groups of one name', 'staff: {', 'staff: { name: news,', 'also the name of news'],
    [
      'a group for fun',
      'staff: {',
      'ball: { name: Football, admins: [sameer, grace] }\n  staff: {',
      '"Football" seems to be for sport',
    ],
    ['a language of a group alone', 'News,', 'News, languages: [hi],', 'speaks "hi"'],
  ])('warns of %s', async (_, from, to, message) => {
    const { code, ok, findings: found } = await findings(well.replace(from, to));

    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(found).toContainEqual(
      expect.objectContaining({ level: 'warning', message: expect.stringContaining(message) }),
    );
  });

  it.each([
    [
      'curly quotes',
      'purpose: News',
      'purpose: “News”',
      'The quotes around “News” are curly ones',
      'groups.news.purpose',
    ],
    [
      'a number sign',
      'Health Workers',
      'Health #1 Workers',
      'Only "Health" is read here',
      'community.name',
    ],
    [
      'a number sign in a list',
      'groups:',
      '  ana:\n    roles:\n      - x #2\nroles: { x: { permissions: [message.send] } }\ngroups:',
      'Only "x" is read here',
      'people.ana.roles.0',
    ],
  ])('warns of %s that say something else than was meant', async (_, from, to, message, path) => {
    const { code, findings: found } = await findings(well.replace(from, to));

    expect(code).toBe(0);
    expect(found).toEqual([
      expect.objectContaining({
        level: 'warning',
        path,
        message: expect.stringContaining(message),
      }),
    ]);
  });

  it('says nothing of notes and of quotes within a text', async () => {
    const text = well
      .replace('Workers', 'Workers # ours')
      .replace('purpose: Care', 'purpose: “Care” for all');

    expect(await findings(text)).toEqual({ code: 0, ok: true, findings: [] });
  });

  it('points at every line that is wrong', async () => {
    const { code, out } = await check(well.replace('purpose: Care', 'purpos: Care'));

    expect(code).toBe(1);
    expect(out).toContain('line 4, column 3: community.purpos');
    expect(out).toContain('Did you mean "purpose"?');
    expect(out).toContain('1 error. Errors must be corrected.');
  });

  it('gives every line that is wrong to programs', async () => {
    expect(await findings(well.replace('purpose: Care', 'purpos: Care'))).toEqual({
      code: 1,
      ok: false,
      findings: [
        expect.objectContaining({
          level: 'error',
          path: 'community.purpos',
          line: 4,
          fix: 'Did you mean "purpose"?',
        }),
      ],
    });
  });

  it('ends with 78 where there is nothing to check', async () => {
    const folder = await folderWith();

    const { code, out, err } = await checkIn(folder, '--json');

    expect(code).toBe(78);
    expect(JSON.parse(out)).toMatchObject({ ok: false, findings: [{ level: 'error', path: '' }] });
    expect(err).toContain('There is no community.yaml');
    expect(await checkIn(folder, 'nowhere')).toMatchObject({ code: 2, out: '' });
  });
});
