import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { DemoOptions } from '../../src/playground/index.js';
import { played } from './small-community.js';

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function withScene(...lines: string[]): Promise<Pick<DemoOptions, 'folder'>> {
  const folder = await mkdtemp(join(tmpdir(), 'kapwa-scene-'));
  folders.push(folder);
  await writeFile(join(folder, 'scene.jsonl'), lines.join('\n'));
  return { folder };
}

const nobody = (): PassThrough => new PassThrough();

const morning = [
  '{"starts":"2027-03-04T08:00"}',
  '{"person":"ana","name":"Ana","groups":["north"]}',
  '{"person":"ben","name":"Ben"}',
  '{"does":"join","who":"ben","group":"north","by":"sam","note":"Ben comes in"}',
  '{"at":"+1m","does":"write","who":"ben","group":"north","text":"Here is a link","as":"link"}',
  '{"at":"+1m","does":"edit","who":"ben","message":"link","text":"Good morning"}',
  '{"at":"+1m","does":"write","who":"ana","group":"north","text":"Welcome!","message":"link"}',
  '{"at":"+1m","does":"react","who":"ana","message":"link","emoji":"👍"}',
  '{"at":"+1m","does":"delete","who":"ben","message":"link"}',
  '{"at":"+1m","does":"write","who":"ben","group":"news","text":"Hello everybody"}',
  '{"at":"+1m","does":"remove","who":"ben","group":"north","by":"sam"}',
  '{"at":"+1m","does":"leave","who":"ana","group":"north"}',
  '{"at":"fri 16:00","does":"wait","note":"The end of the week"}',
];

describe('a demo without a terminal', () => {
  it('plays the scene of the community and prints what happened', async () => {
    const transcript = await played(nobody(), await withScene(...morning));

    expect(transcript).toBe(`\
Health Workers · times of Africa/Nairobi

Thursday 4 March 2027

— Ben comes in
08:00  Area North      Ben joined (by Sameer)
                       · watchful noticed: welcome: Ben was welcomed.
08:00  Ben, direct     Kapwa (sw): Karibu kwenye kikundi, Ben!
08:01  Area North      Ben: Here is a link
                       · watchful noticed: link (observe): Ben posted a link.
08:02  Area North      Ben changed a message: Good morning
08:03  Area North      Ana: Welcome!
08:04  Area North      Ana reacted 👍
08:05  Area North      Ben deleted their message
08:06  Announcements   Ben could not: only members of the group can do this
08:07  Area North      Ben was removed (by Sameer)
08:08  Area North      Ana left

— The end of the week

Friday 5 March 2027
16:00  Announcements   Kapwa (en): Have a good weekend.
16:00  Area North      Kapwa (sw, en): Wikendi njema.

                       Have a good weekend.

2 messages · 3 answers by the bot in en, sw · 1 noticed, 0 deleted · 0 thank-yous counted · 1 welcomed
To play it yourself, run the same command in a terminal.
`);
  });

  it('prints the same every time', async () => {
    const scene = await withScene(...morning);

    expect(await played(nobody(), scene)).toBe(await played(nobody(), scene));
  });

  it('tells programs the same, one object a line', async () => {
    const printed = await played(nobody(), { ...(await withScene(...morning)), json: true });
    const rows = printed
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(rows[1]).toEqual({
      at: '2027-03-04T05:00:00.000Z',
      kind: 'joined',
      where: { id: 'north', name: 'Area North', direct: false },
      who: { id: 'ben', name: 'Ben', bot: false },
      by: { id: 'sam', name: 'Sameer', bot: false },
    });
    expect(rows.at(-1)).toMatchObject({ kind: 'summary', messages: 2, welcomed: 1 });
  });

  it('makes a scene for a community that brings none', async () => {
    const transcript = await played(nobody());

    expect(transcript).toContain('Somebody new comes in');
    expect(transcript).toContain('Thank you @Baraka');
    expect(transcript).toContain('Have a good weekend.');
  });

  it('plays the scene for somebody who watches without a keyboard', async () => {
    expect(await played(nobody(), { isTTY: true })).toContain('Somebody new comes in');
  });

  it('says what is wrong with a scene before it plays any of it', async () => {
    const scene = await withScene(...morning, '{"does":"join","who":"zaina","group":"north"}');

    await expect(played(nobody(), scene)).rejects.toThrow(
      'scene.jsonl, line 14: there is no person "zaina"',
    );
  });

  it('says so when the scene cannot be read', async () => {
    const { folder = '' } = await withScene('');
    await rm(join(folder, 'scene.jsonl'));
    const { mkdir } = await import('node:fs/promises');
    await mkdir(join(folder, 'scene.jsonl'));

    await expect(played(nobody(), { folder })).rejects.toThrow('scene.jsonl cannot be read');
  });
});
