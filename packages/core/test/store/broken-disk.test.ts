import { type Acknowledged, brokenPromises, createFragileDisk, runWorkload } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { entry, note, openOn } from './notes.js';

const failed = { code: 'store.failed', message: expect.stringMatching(/could not be saved/) };

describe('a store whose disk fails', () => {
  it.each(['append', 'sync'] as const)('stops for good when it fails at %s', async (call) => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    await store.commit(note('ana', 'saved'));
    disk.fail({ call, nth: 1, code: 'ENOSPC' });

    await expect(store.commit(note('ana', 'lost'))).rejects.toMatchObject(failed);
    await expect(store.accept([entry('a')], 0)).rejects.toMatchObject(failed);
    await expect(store.get('greeter.notes', 'ana')).rejects.toMatchObject(failed);
    await expect(store.close()).rejects.toMatchObject(failed);
  });

  it('stops as well when it is a snapshot that cannot be written', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk);
    await store.commit(note('ana', 'saved'));
    disk.fail({ call: 'rename', nth: 1, code: 'EIO' });

    await expect(store.purge(0)).rejects.toMatchObject(failed);
    await expect(store.commit(note('ana', 'lost'))).rejects.toMatchObject(failed);
  });

  it.each(['append', 'sync', 'open', 'rename', 'syncFolder', 'remove'] as const)(
    'has everything it acknowledged when the bot starts again after it failed at %s',
    async (call) => {
      const disk = createFragileDisk();
      const store = await openOn(disk, 4_000);
      const saved: Acknowledged = new Map([0, 1].map((lane) => [lane, 0]));
      disk.fail({ call, nth: 4, code: 'EIO' });

      const work = runWorkload(store, {
        lanes: 2,
        isOver: () => (saved.get(0) ?? 0) > 500,
        acknowledged: (lane, round) => saved.set(lane, round),
      });

      await expect(work).rejects.toMatchObject(failed);
      const again = await openOn(createFragileDisk(disk.files));
      expect(await brokenPromises(again, saved)).toEqual([]);
    },
  );
});

describe('a power cut', () => {
  it('takes nothing that was acknowledged, at whatever step of whatever write it comes', async () => {
    const disk = createFragileDisk();
    const store = await openOn(disk, 3_000);
    const saved: { step: number; lane: number; round: number }[] = [];
    await runWorkload(store, {
      lanes: 2,
      filler: 700,
      isOver: () => saved.length >= 16,
      acknowledged: (lane, round) => saved.push({ step: disk.steps(), lane, round }),
    });
    const broken: string[] = [];
    let seed = 1;
    const random = (): number => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };

    for (let step = 1; step <= disk.steps(); step += 1) {
      const before: Acknowledged = new Map([0, 1].map((lane) => [lane, 0]));
      for (const one of saved) if (one.step <= step) before.set(one.lane, one.round);
      const left = await openOn(disk.afterPowerCut(step, random));
      broken.push(...(await brokenPromises(left, before)));
    }

    expect(broken).toEqual([]);
    expect(disk.steps()).toBeGreaterThan(100);
  });
});
