import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { register as apply } from '../../src/commands/apply.js';
import { register as plan } from '../../src/commands/plan.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';

const community = `community:
  key: health
  name: Health Workers
  purpose: Care
  timeZone: Asia/Manila
people:
  sameer: { roles: [community-admin], accounts: { whatsapp: "+63 917 000 0001" } }
  grace: { roles: [community-admin] }
groups:
  news: { name: News, kind: announcement, purpose: News, admins: [sameer, grace] }
  staff: { name: Staff, kind: admin, purpose: Planning, admins: [sameer] }
  north: { name: North, purpose: The north, admins: [sameer, grace] } # the villages
`;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command; with answers, as a person at a terminal who gives them one after the other. */
async function kapwa(
  args: readonly string[],
  answers?: readonly string[],
  files: Readonly<Record<string, string>> = { 'community.yaml': community },
): Promise<Ran> {
  const cwd = await folderWith(files);
  const written: string[] = [];
  const shell = recordedShell({
    cwd,
    json: asksForJson(args),
    ...(answers === undefined
      ? {}
      : {
          stdin: Readable.from(answers.map((line) => `${line}\n`)),
          stdout: { write: (chunk) => void written.push(chunk), isTTY: true },
          env: { NO_COLOR: '1' },
        }),
  });
  const line = { version: '0', commands: [plan, apply] };
  const code = await runCommandLine(args, line, shell);
  return { code, out: answers === undefined ? shell.out : written.join(''), err: shell.err };
}

// The first command loads all of the kit, which takes a while on a busy machine.
describe('kapwa plan', { timeout: 60_000 }, () => {
  it('lists what differs, and who puts it right', async () => {
    const { code, out } = await kapwa(['plan', '--demo']);

    expect(code).toBe(1);
    expect(out).toBe(`News
  bot     everybody can write; only admins should
          let only admins write
  bot     Grace is not an admin
          make Grace an admin
Staff
  bot     Grace is an admin and community.yaml does not name them
          take the admin role from Grace (asks first)
North
  bot     there is no such group yet
          make the group

4 differences: 4 for the bot ("kapwa apply").
`);
  });

  it('shows the bundled health programme where there is no community yet', async () => {
    const { code, out, err } = await kapwa(['plan', '--demo'], undefined, {});

    expect(code).toBe(1);
    expect(out).toContain('differences');
    expect(err).toContain('here is the bundled health programme');
    expect(await kapwa(['plan', 'nowhere', '--demo'], undefined, {})).toMatchObject({ code: 2 });
    expect(await kapwa(['plan'], undefined, {})).toMatchObject({ code: 78 });
  });

  it('tells programs the same', async () => {
    const { code, out, err } = await kapwa(['plan', '--demo', '--json']);

    expect(code).toBe(1);
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ ok: false, unread: [] });
    expect(answer.differences[0]).toEqual({
      id: 'posting.differs news everyone',
      kind: 'posting.differs',
      group: 'news',
      message: 'everybody can write; only admins should',
      fix: 'let only admins write',
      by: 'bot',
      destructive: false,
      action: 'posting.set',
      level: 'native',
    });
    expect(err).toContain('4 differences');
  });

  it('says without any messenger what people have to do', async () => {
    const { code, out, err } = await kapwa(['plan', '--json']);

    expect(code).toBe(1);
    expect(err).toContain('No messenger is set up');
    const { differences } = JSON.parse(out);
    expect(differences.map(({ kind, by }: Record<string, string>) => [kind, by])).toEqual([
      ['group.missing', 'people'],
      ['group.missing', 'people'],
      ['group.missing', 'people'],
    ]);
  });

  it('leaves the line of a linked device to the bot that runs', async () => {
    const accepted = `${community}adapters:
  whatsapp: { unofficialClient: accepted }
`;
    const north = accepted.replace('purpose: The north,', 'chat: { whatsapp: "12@g.us" },');

    const { code, out } = await kapwa(['plan', '--json'], undefined, { 'community.yaml': north });

    expect(code).toBe(1);
    expect(JSON.parse(out).unread).toMatchObject([{ group: 'north' }]);
  });

  it.each([
    ['is not there', {}, 'community.yaml'],
    ['cannot be read', { 'community.yaml': 'groups: [' }, 'line 1'],
    ['says what is not known', { 'community.yaml': `${community}colour: red\n` }, 'colour'],
  ])('ends with 78 when the file %s', async (_, files, told) => {
    const { code, out, err } = await kapwa(['plan'], undefined, files);

    expect(code).toBe(78);
    expect(out).toBe('');
    expect(err).toContain(told);
  });

  it('ends with 2 when it is called in a way it does not know', async () => {
    expect((await kapwa(['plan', '--all'])).code).toBe(2);
  });
});

describe('kapwa apply', { timeout: 60_000 }, () => {
  it('leaves out what takes something away where nobody can be asked', async () => {
    const { code, out, err } = await kapwa(['apply', '--demo', '--json']);

    expect(code).toBe(1);
    expect(err).toContain('kapwa apply --yes');
    const { left, done } = JSON.parse(out);
    expect(left.map(({ kind }: { kind: string }) => kind)).toEqual(['admin.extra']);
    expect(done.every(({ outcome }: { outcome: string }) => outcome === 'done')).toBe(true);
  });

  it.each([
    ['yes', 0],
    ['no', 1],
  ])('asks before it takes something away: %s', async (answer, expected) => {
    const { code, out, err } = await kapwa(['apply', '--demo'], [answer]);

    expect(code).toBe(expected);
    expect(err).toContain('Shall the bot take the admin role from Grace? [y/N]');
    expect(out.includes('take the admin role from Grace (asks first)')).toBe(answer === 'no');
  });

  it('does everything with --yes, a new group with all it needs, too', async () => {
    const { code, out } = await kapwa(['apply', '--demo', '--yes']);

    expect(code).toBe(0);
    expect(out).toContain('done    North: make the group');
    expect(out).toContain('done    North: put it under the community');
    expect(out.trimEnd().split('\n').at(-1)).toBe('Everything is as community.yaml wants it.');
  });
});
