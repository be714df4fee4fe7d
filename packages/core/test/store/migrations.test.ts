import { createFragileDisk } from '@kapwa/testing';
import { describe, expect, it } from 'vitest';
import { entry, NOTES, openOn } from './notes.js';

const DAY = 86_400_000;
const today = Date.UTC(2027, 2, 1, 8);

/** What the first version of Kapwa has written. */
const first = {
  version: 1,
  records: { [NOTES]: [{ key: 'ana', value: { name: 'Ana' }, version: 7 }] },
  inbox: [entry('waits')],
  outbox: [],
  dead: [],
  seen: [{ day: Math.floor(today / DAY), ids: ['waits', 'done with'] }],
};
const written = Buffer.from(JSON.stringify(first, undefined, 1));

describe('a state of the first version', () => {
  it('is taken over with everything in it', async () => {
    const store = await openOn(createFragileDisk(new Map([['state.json', written]])));

    expect(await store.get(NOTES, 'ana')).toMatchObject({ value: { name: 'Ana' }, version: 7 });
    expect(await store.waiting()).toEqual([entry('waits')]);
    const again = await store.accept([entry('waits'), entry('done with'), entry('new')], today);
    expect(again).toEqual([false, false, true]);
  });

  it('stays beside it as it was, until somebody has to be erased', async () => {
    const disk = createFragileDisk(new Map([['state.json', written]]));
    const store = await openOn(disk);
    await store.close();

    expect(disk.files.get('state.earlier.json')).toEqual(written);
    expect(disk.files.get('state.json')?.toString()).toContain('"version":2');
  });

  it('still knows its events after the next start', async () => {
    const disk = createFragileDisk(new Map([['state.json', written]]));
    await (await openOn(disk)).close();

    const store = await openOn(disk);

    expect(await store.accept([entry('done with')], today)).toEqual([false]);
  });

  it('can be taken over again where the power went in between', async () => {
    const disk = createFragileDisk(new Map([['state.json', written]]));
    await openOn(disk);

    for (let step = 0; step <= disk.steps(); step += 1) {
      const store = await openOn(disk.afterPowerCut(step, () => 0.5));
      expect(await store.get(NOTES, 'ana')).toMatchObject({ version: 7 });
      expect(await store.accept([entry('done with')], today)).toEqual([false]);
    }
  });
});
