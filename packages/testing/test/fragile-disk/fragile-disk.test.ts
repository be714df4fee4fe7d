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

  it('undoes a rename while the folder was not synced', async () => {
    const disk = createFragileDisk(new Map([['old', Buffer.from('1')]]));
    await disk.port.rename('/data/old', '/data/new');

    expect([...disk.afterPowerCut(1, never).files.keys()]).toEqual(['old']);
    await disk.port.syncFolder('/data');
    expect([...disk.afterPowerCut(2, never).files.keys()]).toEqual(['new']);
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
