import type { Write } from '@kapwa/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyCharacter } from '../any-character.js';
import { commitOf, entryOf, itemOf, letterOf, MORNING, put } from './samples.js';
import type { OpenStores } from './store-place.js';

const NOTES = 'greeter.notes';
const on = (key: string) => ({ collection: NOTES, key });

function keepsRecords(stores: OpenStores): void {
  it('has no record that nobody wrote', async () => {
    const store = await stores.fresh();

    expect(await store.get(NOTES, 'nobody')).toBeUndefined();
    expect(await store.list(NOTES, '')).toEqual([]);
  });

  it('counts the version of a record up with every write', async () => {
    const store = await stores.fresh();

    await store.commit(commitOf({ writes: [put('ana', 'one')] }));
    await store.commit(commitOf({ writes: [put('ana', 'two'), put('ana', 'three')] }));

    expect(await store.get(NOTES, 'ana')).toEqual({ key: 'ana', value: 'three', version: 3 });
  });

  it('lists the records below a prefix, by key, and those of no other collection', async () => {
    const store = await stores.fresh();
    const keys = ['a/2', 'b/1', 'a/10', 'a/1', 'ab'];

    await store.commit(
      commitOf({ writes: [...keys.map((key) => put(key, key)), put('a/3', 'other', 'other')] }),
    );

    expect((await store.list(NOTES, 'a/')).map(({ key }) => key)).toEqual(['a/1', 'a/10', 'a/2']);
    expect(await store.list(NOTES, '')).toHaveLength(5);
  });

  it('lists what it is asked for whatever was written and taken away before', async () => {
    const keyOf = fc.string({ unit: fc.constantFrom('a', 'b', '/', 'é', '😀'), maxLength: 4 });
    const write = fc.tuple(fc.boolean(), keyOf);

    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 40 }), keyOf, async (writes, prefix) => {
        const store = await stores.fresh();
        const keys = new Set<string>();
        await store.list(NOTES, '');
        for (const [stays, key] of writes) {
          if (stays) keys.add(key);
          else keys.delete(key);
          const taken: Write = { op: 'delete', ...on(key) };
          await store.commit(commitOf({ writes: [stays ? put(key, 1) : taken] }));
        }

        const listed = (await store.list(NOTES, prefix)).map(({ key }) => key);

        expect(listed).toEqual([...keys].filter((key) => key.startsWith(prefix)).sort());
      }),
      { numRuns: 10 },
    );
  });

  it('names the collections that hold something', async () => {
    const store = await stores.fresh();

    await store.commit(commitOf({ writes: [put('a', 1), put('a', 1, 'other.notes')] }));

    expect([...(await store.collections())].sort()).toEqual([NOTES, 'other.notes']);
  });

  it('gives back any key and any value as they were', async () => {
    const store = await stores.fresh();

    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: anyCharacter, minLength: 1, maxLength: 20 }),
        fc.oneof(fc.string({ unit: anyCharacter }), fc.jsonValue({ maxDepth: 2 }).filter(isPlain)),
        async (key, value) => {
          await store.commit(commitOf({ writes: [put(key, value)] }));

          expect((await store.get(NOTES, key))?.value).toEqual(value);
        },
      ),
      { numRuns: 40 },
    );
  });
}

/** JSON has no minus zero, and a key `__proto__` is kept by no store. */
function isPlain(value: unknown): boolean {
  const text = JSON.stringify(value, (_, inner) => (Object.is(inner, -0) ? '-0' : inner));
  return !text.includes('__proto__') && !text.includes('"-0"');
}

function appliesWrites(stores: OpenStores): void {
  it.each<[string, readonly Write[], unknown]>([
    [
      'adds to a number',
      [
        { op: 'add', ...on('n'), by: 2 },
        { op: 'add', ...on('n'), by: -5 },
      ],
      -3,
    ],
    ['adds to what is no number as to 0', [put('n', 'x'), { op: 'add', ...on('n'), by: 1 }], 1],
    [
      'keeps the larger number',
      [
        { op: 'max', ...on('n'), value: 7 },
        { op: 'max', ...on('n'), value: 3 },
      ],
      7,
    ],
    ['keeps a first number below zero', [{ op: 'max', ...on('n'), value: -3 }], -3],
    [
      'appends to a list',
      [
        { op: 'append', ...on('n'), value: 'a' },
        { op: 'append', ...on('n'), value: ['b'] },
      ],
      ['a', ['b']],
    ],
    [
      'writes what is not there yet',
      [
        { op: 'putIfAbsent', ...on('n'), value: 1 },
        { op: 'putIfAbsent', ...on('n'), value: 2 },
      ],
      1,
    ],
    ['takes a record away', [put('n', 1), { op: 'delete', ...on('n') }], undefined],
    ['takes away what is not there', [{ op: 'delete', ...on('n') }], undefined],
  ])('%s', async (_, writes, value) => {
    const store = await stores.fresh();

    for (const write of writes) await store.commit(commitOf({ writes: [write] }));

    expect((await store.get(NOTES, 'n'))?.value).toEqual(value);
  });

  it('does not count a write that found the record there', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ writes: [put('n', 1)] }));

    await store.commit(commitOf({ writes: [{ op: 'putIfAbsent', ...on('n'), value: 2 }] }));

    expect(await store.get(NOTES, 'n')).toMatchObject({ value: 1, version: 1 });
  });
}

function countsChanges(stores: OpenStores): void {
  it('counts the changes of collections, where it counts them at all, and of no others', async () => {
    const store = await stores.fresh();
    const changes = store.changesOf?.([NOTES, 'greeter.more']);
    if (changes === undefined) return;
    const counted: boolean[] = [];
    const write = async (write: Write): Promise<void> => {
      const before = changes.count;
      await store.commit(commitOf({ writes: [write] }));
      counted.push(changes.count > before);
    };

    await write(put('ana', 1));
    await write(put('ana', 1, 'greeter.more'));
    await write(put('ana', 1, 'other'));
    await write({ op: 'add', ...on('ana'), by: 1 });
    await write({ op: 'delete', ...on('ana') });

    expect(counted).toEqual([true, true, false, true, true]);
  });
}

function handsOutCopies(stores: OpenStores): void {
  it('leaves what it has handed out as it was, whatever comes after', async () => {
    const store = await stores.fresh();
    await store.accept([entryOf('a')], MORNING);
    await store.commit(
      commitOf({ writes: [put('ana', 1)], outgoing: [itemOf('one')], dead: [letterOf('b')] }),
    );
    const got = {
      records: await store.list(NOTES, ''),
      waiting: await store.waiting(),
      outgoing: await store.outgoing(),
      dead: await store.dead(),
    };
    const before = structuredClone(got);

    await store.commit(
      commitOf({
        done: entryOf('a'),
        writes: [put('ana', 2), put('juma', 1)],
        outgoing: [itemOf('two')],
      }),
    );
    await store.mark(itemOf('one', { sending: true }));
    await store.dropDead(['b']);

    expect(got).toEqual(before);
  });

  it('hands out nothing by which what is stored could be changed', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ writes: [put('ana', { tags: ['midwife'] })] }));
    const read = (await store.get(NOTES, 'ana'))?.value as { tags: string[] };

    try {
      read.tags.push('nurse');
    } catch {
      // A store may refuse the change just as well as not see it.
    }

    expect((await store.get(NOTES, 'ana'))?.value).toEqual({ tags: ['midwife'] });
  });
}

/** What keeping records must be like. */
export function recordsContract(stores: OpenStores): void {
  keepsRecords(stores);
  appliesWrites(stores);
  countsChanges(stores);
  handsOutCopies(stores);
}
