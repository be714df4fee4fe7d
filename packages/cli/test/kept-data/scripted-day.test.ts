import { readdir } from 'node:fs/promises';
import { tracesIn } from '@kapwa/testing';
import { describe, expect, it, vi } from 'vitest';
import { folderWith } from '../temporary-folder.js';
import { aMorning, foundIn, who, words, ZURI } from './canaries.js';

const NORTH = 'north-area';

describe('a day in a community', () => {
  it('leaves no words of anybody in any file an hour later', async () => {
    const folder = await folderWith();
    await using community = await aMorning(folder);

    await community.passes('30 minutes');
    // Files are written anew in real time: the clock of the test waits for them halfway.
    await vi.waitFor(async () => {
      const names = await readdir(folder);
      expect(names).toContain('state.prev.json');
      expect(names.filter((name) => name.endsWith('.new'))).toEqual([]);
    });
    await community.tellsBot('sameer', 'good morning');
    await community.passes('30 minutes');

    await vi.waitFor(async () => {
      expect(await foundIn(folder, Object.values(words))).toEqual([]);
    });
    expect(await foundIn(folder, who)).not.toEqual([]);
  });

  it('leaves no words, names or numbers in what is logged', async () => {
    const log: string[] = [];
    await using community = await aMorning(await folderWith(), log);

    await community.passes('1 day');

    for (const word of [...Object.values(words), ...who])
      expect(log.join('\n')).not.toContain(word);
  });

  it('leaves nothing of somebody in any file once they have erased themselves', async () => {
    const folder = await folderWith();
    await using community = await aMorning(folder);
    const [id = 'nobody'] = await community.kit.people.find(ZURI);
    expect(await foundIn(folder, [id])).not.toEqual([]);

    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');

    expect(community.phone(ZURI).latest).toContain('I have erased everything');
    expect(await tracesIn(community.store, [id, ...who])).toEqual([]);
    expect(await foundIn(folder, [id, ...who])).toEqual([]);
    expect(await community.kit.audit.verify()).toMatchObject({ ok: true });
  });

  it('leaves nothing of them after the day goes on, and after a restart', async () => {
    const folder = await folderWith();
    await using community = await aMorning(folder);
    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');

    await community.leaves(ZURI, NORTH);
    await community.tellsBot('sameer', 'hello');
    await community.restarts();
    await community.tellsBot(ZURI, 'erase me');
    await community.tellsBot(ZURI, 'yes');
    await community.passes('1 day');

    expect(await foundIn(folder, who)).toEqual([]);
  });
});
