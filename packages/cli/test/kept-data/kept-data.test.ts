import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createEmbeddedStore, type DeadLetter } from '@kapwa/core';
import { describe, expect, it } from 'vitest';
import { register as audit } from '../../src/commands/audit.js';
import { register as dead } from '../../src/commands/dead.js';
import { register as person } from '../../src/commands/person.js';
import { asksForJson, runCommandLine } from '../../src/terminal/program.js';
import { recordedShell } from '../recorded-shell.js';
import { folderWith } from '../temporary-folder.js';
import { aMorning, foundIn, who, ZURI } from './canaries.js';

async function kapwa(cwd: string, ...args: readonly string[]) {
  const shell = recordedShell({ cwd, json: asksForJson(args) });
  const line = { version: '0', commands: [audit, dead, person] };
  const code = await runCommandLine(args, line, shell);
  return { code, out: shell.out, err: shell.err };
}

/** A folder in which a bot has run for a morning, and stopped. */
async function stoppedBot(): Promise<string> {
  const folder = await folderWith();
  await mkdir(join(folder, 'data'));
  const community = await aMorning(join(folder, 'data'));
  await community.stop();
  return folder;
}

async function withLetters(folder: string): Promise<void> {
  const store = createEmbeddedStore(join(folder, 'data'));
  await store.open();
  const letter = (id: string): DeadLetter => ({
    id: `${id}/conduct`,
    entry: {
      id,
      lane: 'community:health-workers',
      place: { community: 'health-workers' },
      event: { kind: 'transport.changed', id, at: 0, adapter: 'x', state: 'connected' },
      attempt: 2,
    },
    plugin: 'conduct',
    reason: 'it broke',
    at: 0,
  });
  const nothing = { expect: [], writes: [], outgoing: [], post: [] };
  await store.commit({ ...nothing, dead: [letter('one'), letter('two')] });
  await store.close();
}

describe('kapwa audit verify', () => {
  it('says that the record is as it was written', async () => {
    const folder = await stoppedBot();

    const { code, out } = await kapwa(folder, 'audit', 'verify', '--json');
    const verdict = JSON.parse(out);

    expect(code).toBe(0);
    expect(verdict).toMatchObject({ ok: true, links: expect.any(Number) });
    const again = await kapwa(folder, 'audit', 'verify', '.', '--head', verdict.head.slice(0, 16));
    expect(again.out).toContain('The record is as it was written');
  });

  it('ends with 1 where a seal that was posted is not in it', async () => {
    const folder = await stoppedBot();

    const { code, out } = await kapwa(folder, 'audit', 'verify', '--head', 'AAAAAAAAAAAAAAAA');

    expect(code).toBe(1);
    expect(out).toContain('Nothing in the audit has the hash AAAAAAAAAAAAAAAA');
  });

  it('names the entry that somebody changed in its file, and shows the record all the same', async () => {
    const folder = await stoppedBot();
    const data = join(folder, 'data');
    const name = (await readdir(data)).find((one) => one.startsWith('audit.')) ?? '';
    const written = await readFile(join(data, name), 'latin1');
    const changed = written.replace('"message.delete"', '"message.thanks"');
    await writeFile(join(data, name), changed, 'latin1');

    const { code, out, err } = await kapwa(folder, 'audit', 'verify', '--json');

    const { ok, broken } = JSON.parse(out);
    expect({ code, ok }).toEqual({ code: 1, ok: false });
    expect(broken).toMatchObject({ entry: 1, what: 'changed' });
    expect(err).toContain(`kapwa: ${name} is damaged at byte 0. What can be read of it was taken.`);
    expect((await kapwa(folder, 'audit', 'list')).out).toContain('message.thanks');
  });

  it('ends with 2 where no bot has run', async () => {
    const { code, err } = await kapwa(await folderWith(), 'audit', 'verify');

    expect(code).toBe(2);
    expect(err).toContain('There is no data of a bot in');
  });
});

describe('kapwa audit list', () => {
  it('shows what was done, by whom and why, under pseudonyms', async () => {
    const folder = await stoppedBot();

    const { code, out } = await kapwa(folder, 'audit', 'list', '--json');
    const { total, entries } = JSON.parse(out);

    expect(code).toBe(0);
    expect(entries).toHaveLength(total);
    expect(entries).toContainEqual(
      expect.objectContaining({
        link: expect.any(Number),
        actor: 'bot:conduct',
        what: 'message.delete',
        result: 'done',
      }),
    );
    for (const word of who) expect(out).not.toContain(word);
    expect((await kapwa(folder, 'audit', 'list')).out).toContain('message.delete');
  });

  it('shows only what was asked for, and no more than that', async () => {
    const folder = await stoppedBot();
    const listed = async (...args: readonly string[]) =>
      JSON.parse((await kapwa(folder, 'audit', 'list', '.', ...args, '--json')).out).entries;

    const deleted = await listed('--what', 'message');
    expect(deleted.map(({ what }: { what: string }) => what)).toEqual(['message.delete']);
    expect(await listed('--what', 'mess')).toEqual([]);
    expect(await listed('--last', '1')).toHaveLength(1);
  });

  it.each(['0', '-1', 'all', '1.5'])('takes a whole number for --last, not %s', async (last) => {
    const { code, err } = await kapwa(await folderWith(), 'audit', 'list', `--last=${last}`);

    expect(code).toBe(2);
    expect(err).toContain('a whole number');
  });
});

describe('kapwa dead', () => {
  it('lists what was put aside, without what was written in it', async () => {
    const folder = await stoppedBot();
    expect((await kapwa(folder, 'dead', 'list')).code).toBe(0);
    await withLetters(folder);

    const { code, out } = await kapwa(folder, 'dead', 'list', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(out).dead[0]).toEqual({
      id: 'one/conduct',
      plugin: 'conduct',
      event: 'transport.changed',
      community: 'health-workers',
      reason: 'it broke',
      at: '1970-01-01T00:00:00.000Z',
    });
  });

  it('puts one back and forgets the other', async () => {
    const folder = await stoppedBot();
    await withLetters(folder);

    expect((await kapwa(folder, 'dead', 'retry', 'one/conduct')).out).toContain('1 put back');
    expect((await kapwa(folder, 'dead', 'drop', '--all')).out).toContain('1 forgotten');

    expect(JSON.parse((await kapwa(folder, 'dead', 'list', '--json')).out)).toEqual({ dead: [] });
    expect((await kapwa(folder, 'dead', 'retry', 'one/conduct')).code).toBe(2);
    expect((await kapwa(folder, 'dead', 'retry')).code).toBe(2);
  });
});

describe('kapwa person', () => {
  it('shows everything that is kept of somebody', async () => {
    const folder = await stoppedBot();

    const { code, out } = await kapwa(folder, 'person', 'export', '+254 700 777888', '--json');
    const { exports } = JSON.parse(out);

    expect(code).toBe(0);
    expect(exports[0]).toMatchObject({
      name: 'Zuri Kanari',
      accounts: [{ adapter: 'playground', id: ZURI }],
      groups: [{ name: 'North Area', role: 'member' }],
    });
    expect((await kapwa(folder, 'person', 'export', ZURI)).out).toContain('onboarding.progress');
  });

  it('shows whom a name may mean, and takes nobody for somebody else', async () => {
    const folder = await stoppedBot();

    const { code, err } = await kapwa(folder, 'person', 'erase', 'zuri kanari', '--yes');

    expect(code).toBe(2);
    expect(err).toContain('zuri kanari is a name, and several people may have it.');
    expect(err).toMatch(/^ {2}person_\S{16} {2}playground:/m);
    expect(err).toContain(`playground:${ZURI}`);
    expect(await foundIn(folder, who)).not.toEqual([]);
    const nobody = await kapwa(folder, 'person', 'export', 'Nobody');
    expect(nobody.err).toContain('Nobody is known by Nobody. Give an address');
  });

  it('erases all of it from every file, when told that this is meant', async () => {
    const folder = await stoppedBot();

    const unsure = await kapwa(folder, 'person', 'erase', ZURI);
    expect(unsure.code).toBe(2);
    expect(await foundIn(folder, who)).not.toEqual([]);
    const { code } = await kapwa(folder, 'person', 'erase', ZURI, '--yes');

    expect(code).toBe(0);
    expect(await foundIn(folder, who)).toEqual([]);
    expect((await kapwa(folder, 'audit', 'verify')).code).toBe(0);
    expect((await kapwa(folder, 'person', 'export', ZURI)).code).toBe(2);
  });
});
