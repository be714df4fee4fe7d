import { createMemoryStore } from '@kapwa/core';
import { brokenPromises, createFragileDisk, runWorkload } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';

const never = () => 0;
const always = () => 0.3;

describe('a fragile disk', () => {
  it('loses in a power cut what was not synced, and keeps what was', async () => {
    const disk = createFragileDisk();
    const file = await disk.port.open('/data/a', 0);
    file.append(Buffer.from('synced'));
    await file.sync();
    await disk.port.syncFolder('/data');
    file.append(Buffer.from(' and not'));

    expect(disk.files.get('a')?.toString()).toBe('synced and not');
    expect(disk.afterPowerCut(disk.steps(), never).files.get('a')?.toString()).toBe('synced');
    expect(disk.afterPowerCut(disk.steps(), always).files.get('a')?.toString()).toBe(
      'synced and not',
    );
  });

  it('has place after the end of a file, into which is written what is added', async () => {
    const disk = createFragileDisk();
    const file = await disk.port.open('/data/a', 0);
    file.append(Buffer.from('one'));
    file.reserve(6);
    file.append(Buffer.from('two'));
    expect(disk.files.get('a')?.toString()).toBe('onetwo\0\0\0');
    file.append(Buffer.from('three'));
    expect(disk.files.get('a')?.toString()).toBe('onetwothree');

    file.reserve(4);
    await disk.port.open('/data/a', 11);
    expect(disk.files.get('a')?.toString()).toBe('onetwothree');
  });

  it('has every mixture of zeros and bytes after a power cut where place was reserved', async () => {
    const disk = createFragileDisk();
    const file = await disk.port.open('/data/a', 0);
    file.append(Buffer.from('a'.repeat(500)));
    file.reserve(2_000);
    await file.sync();
    await disk.port.syncFolder('/data');
    file.append(Buffer.from('b'.repeat(1_100)));
    let seed = 1;
    const random = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };

    const kinds = new Set<string>();
    for (let cut = 0; cut < 400; cut += 1) {
      const left = disk.afterPowerCut(disk.steps(), random).files.get('a')?.toString() ?? '';
      expect([left.length, left.slice(0, 500)]).toEqual([2_500, 'a'.repeat(500)]);
      // Sectors of 512 bytes, counted from the beginning of the file.
      const sectors = [left.slice(500, 512), left.slice(512, 1_024), left.slice(1_024, 1_536)];
      kinds.add(sectors.map((sector) => (sector.includes('b') ? 'b' : '0')).join(''));
    }

    expect([...kinds].sort()).toEqual(['000', '00b', '0b0', '0bb', 'b00', 'b0b', 'bb0', 'bbb']);
  });

  it('undoes a rename while the folder was not synced', async () => {
    const disk = createFragileDisk(new Map([['old', Buffer.from('1')]]));
    await disk.port.rename('/data/old', '/data/new');

    expect([...disk.afterPowerCut(1, never).files.keys()]).toEqual(['old']);
    await disk.port.syncFolder('/data');
    expect([...disk.afterPowerCut(2, never).files.keys()]).toEqual(['new']);
  });

  it('has some of the place when it fails to reserve it', async () => {
    const disk = createFragileDisk();
    const file = await disk.port.open('/data/a', 0);
    disk.fail({ call: 'reserve', nth: 1, code: 'ENOSPC' });

    expect(() => file.reserve(10)).toThrow('ENOSPC');
    file.append(Buffer.from('one'));

    expect(disk.files.get('a')?.toString()).toBe('one\0\0');
  });

  it('fails when it is told to, from that call on, and takes half of what it was given', async () => {
    const disk = createFragileDisk();
    const file = await disk.port.open('/data/a', 0);
    disk.fail({ call: 'append', nth: 2, code: 'ENOSPC' });

    file.append(Buffer.from('one'));

    expect(() => file.append(Buffer.from('four'))).toThrow('ENOSPC');
    expect(() => file.append(Buffer.from(''))).toThrow('ENOSPC');
    expect(disk.files.get('a')?.toString()).toBe('onefo');
  });
});

describe('the workload', () => {
  it('finds nothing to say about a store that keeps its promises', async () => {
    const store = createMemoryStore();
    const saved = new Map<number, number>();
    const isOver = () => (saved.get(0) ?? 0) >= 3;
    const acknowledged = (lane: number, round: number) => void saved.set(lane, round);
    await runWorkload(store, { lanes: 2, isOver, acknowledged });

    expect(await brokenPromises(store, saved)).toEqual([]);
  });

  it('says what a store has lost, halved and would do again', async () => {
    const broken = await brokenPromises(createMemoryStore(), new Map([[0, 2]]));

    expect(broken.join('\n')).toMatch(/lost what was acknowledged: 0 < 2/);
    expect(broken.join('\n')).toMatch(/would do round 2 a second time/);
  });
});
