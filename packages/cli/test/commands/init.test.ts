import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { register as init } from '../../src/commands/init.js';
import { checkCommunity } from '../../src/community-file/check-community.js';
import { proposeGroups } from '../../src/init/propose-groups.js';
import { readAdmins } from '../../src/init/read-admins.js';
import { writeCommunity } from '../../src/init/write-community.js';
import { runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { communityFile, folderWith } from '../temporary-folder.js';

async function kapwa(cwd: string, args: readonly string[], answers: readonly string[] = []) {
  const shell = recordedShell({ cwd, stdin: Readable.from(answers.map((line) => `${line}\n`)) });
  const code = await runCommandLine(args, { version: '0', commands: [init] }, shell);
  return { code, out: shell.out, err: shell.err };
}

const purpose = 'Health workers care for families and learn from each other';

describe('kapwa init', () => {
  it('asks what the community is for first, then the rest', async () => {
    const cwd = await folderWith();
    const answers = [purpose, 'Our Workers', 'en', 'Asia/Manila', 'Sameer +63 917 000 0001, Grace'];

    const { code, err } = await kapwa(cwd, ['init'], answers);

    expect(code).toBe(0);
    expect(err.startsWith('What is your community for?')).toBe(true);
    const { community, people } = parse(await readFile(join(cwd, 'community.yaml'), 'utf8'));
    expect(community).toMatchObject({ name: 'Our Workers', purpose, timeZone: 'Asia/Manila' });
    expect(people.sameer.accounts).toEqual({ whatsapp: '+63 917 000 0001' });
    expect((await readdir(cwd)).sort()).toEqual([
      '.env',
      'community.schema.json',
      'community.yaml',
    ]);
  });

  it('writes a file of which kapwa check has nothing to say', async () => {
    const cwd = await folderWith();
    const options = ['--name', 'Our Workers', '--purpose', purpose, '--time-zone', 'Asia/Manila'];

    const { out } = await kapwa(cwd, ['init', '--yes', ...options, '--admins', 'Sameer, Grace']);

    expect(out).not.toContain('still to do');
    const { findings } = await checkCommunity(join(cwd, 'community.yaml'));
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  });

  it('proposes rules in every language the community speaks', async () => {
    const cwd = await folderWith();
    const languages = ['--languages', 'sw, ar, hi, es, fr, fil, en'];
    const options = ['--name', 'Our Workers', '--purpose', purpose, '--time-zone', 'Asia/Manila'];

    await kapwa(cwd, ['init', '--yes', ...options, ...languages, '--admins', 'Sameer, Grace']);

    const { findings } = await checkCommunity(join(cwd, 'community.yaml'));
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
    const { rules } = parse(await readFile(join(cwd, 'community.yaml'), 'utf8'));
    expect(rules[0].text.sw).toBe('Kuwa mwema, hata msipokubaliana.');
  });

  it('keeps what will be secret from others, and leaves settings that are there', async () => {
    const cwd = await folderWith();
    const options = ['--yes', '--name', 'Our Workers', '--purpose', purpose, '--time-zone', 'UTC'];
    await kapwa(cwd, ['init', ...options]);
    expect((await stat(join(cwd, '.env'))).mode & 0o077).toBe(0);
    await rm(join(cwd, 'community.yaml'));
    await writeFile(join(cwd, '.env'), 'PORT=4000');

    const { code } = await kapwa(cwd, ['init', ...options]);

    expect(code).toBe(0);
    expect(await readFile(join(cwd, '.env'), 'utf8')).toBe('PORT=4000');
  });

  it('tells programs what it wrote and what is still to do', async () => {
    const cwd = await folderWith();
    const options = ['--name', 'Our Workers', '--purpose', purpose, '--time-zone', 'UTC'];
    const args = ['init', 'sub', '--yes', ...options, '--json'];
    const shell = recordedShell({ cwd, json: true });

    const code = await runCommandLine(args, { version: '0', commands: [init] }, shell);

    expect(code).toBe(0);
    const { path, findings } = JSON.parse(shell.out);
    expect(path).toBe(join(cwd, 'sub', 'community.yaml'));
    expect(findings[0]).toMatchObject({ level: 'error', path: 'people' });
  });

  it('asks again when an answer cannot be used', async () => {
    const cwd = await folderWith();

    const { code, err } = await kapwa(
      cwd,
      ['init'],
      [purpose, 'Our Workers', 'kz', 'sw, en', 'Manila', 'Asia/Manila', ''],
    );

    expect(code).toBe(0);
    expect(err).toMatch(/"kz" is not/);
    const { community } = parse(await readFile(join(cwd, 'community.yaml'), 'utf8'));
    expect(community).toMatchObject({ languages: ['sw', 'en'], timeZone: 'Asia/Manila' });
  });

  it.each([
    ['no', 78, 'mine'],
    ['yes', 0, 'Our Workers'],
  ])('writes over a file only with a yes: %s', async (answer, code, expected) => {
    const cwd = await folderWith({ 'community.yaml': '# mine' });
    const answers = [answer, purpose, 'Our Workers', 'en', 'Asia/Manila', 'Sameer, Grace'];

    expect((await kapwa(cwd, ['init'], answers)).code).toBe(code);

    expect(await readFile(join(cwd, 'community.yaml'), 'utf8')).toContain(expected);
  });

  it('writes nothing when something is missing that it may not ask for', async () => {
    const cwd = await folderWith();

    const { code, err } = await kapwa(cwd, ['init', '--yes', '--name', 'Our Workers']);

    expect(code).toBe(78);
    expect(err).toContain('--purpose');
    expect(await readdir(cwd)).toEqual([]);
  });

  it('writes a file that can be read, whatever is answered', async () => {
    const words = fc.string({ minLength: 1, maxLength: 60 }).filter((text) => /[a-z]/i.test(text));
    await fc.assert(
      fc.asyncProperty(words, words, async (name, about) => {
        const text = writeCommunity({
          name: name.replace(/\p{Cc}/gu, ' ').trim() || 'x',
          purpose: about.trim() || 'x',
          languages: ['en'],
          timeZone: 'UTC',
          admins: readAdmins(name),
          groups: proposeGroups(about),
        });
        const report = await checkCommunity(await communityFile(text));
        expect(report.refusal).toBeUndefined();
      }),
      { numRuns: 30 },
    );
  });
});

describe('the groups proposed for a community', () => {
  it('are those every community needs, and one for each thing its purpose speaks of', () => {
    expect(proposeGroups(purpose).map(({ key }) => key)).toEqual([
      'announcements',
      'admin-only',
      'coordination',
      'professionals',
      'support',
      'families',
      'training',
      'success-stories',
    ]);
  });
});
