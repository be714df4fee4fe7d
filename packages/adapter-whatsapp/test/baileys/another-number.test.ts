import type { Membership, Person, Store } from '@kapwa/core';
import { describe, expect, it, vi } from 'vitest';
import { scene } from './scene.js';

// Real sockets and threads: slow where many tests run side by side.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

async function peopleWith(store: Store, id: string): Promise<readonly Person[]> {
  return (await store.list('core.people', ''))
    .map(({ value }) => value as Person)
    .filter(({ accounts }) => accounts.some((account) => account.id === id));
}

async function membersOf(store: Store): Promise<readonly string[]> {
  return (await store.list('core.memberships', '')).map(
    ({ value }) => (value as Membership).person,
  );
}

describe('a member who gets another number', () => {
  it('is the same person in the group, which alone told of it', async () => {
    const { ana, group, rests, store, until, heard } = await scene();
    ana.says(group, 'good morning');
    await rests();
    const [before] = await peopleWith(store, ana.lid);
    expect(before).toBeDefined();

    const again = ana.changesNumber('+254700999999');
    await rests();
    await until(() => expect(heard('account.moved')).toHaveLength(1));
    again.says(group, 'it is still me');
    await rests();

    expect(await peopleWith(store, ana.lid)).toEqual([]);
    const people = await peopleWith(store, again.lid);
    expect(people.map(({ id }) => id)).toEqual([before?.id]);
    expect(people[0]?.accounts).toEqual([
      { adapter: 'whatsapp', id: again.lid, aliases: ['254700999999'] },
    ]);
    expect((await membersOf(store)).filter((id) => id === before?.id)).toHaveLength(1);
  });

  it('is told of by the address book, too, and moved once', async () => {
    const { ana, bot, group, rests, store, until, heard } = await scene();
    ana.says(group, 'good morning');
    await rests();
    const [before] = await peopleWith(store, ana.lid);

    const again = ana.changesNumber('+254700999999', { inAddressBookOf: [bot] });
    await rests();
    await until(() => expect(heard('account.moved')).toHaveLength(2));
    again.says(group, 'it is still me');
    await rests();

    expect(await peopleWith(store, ana.lid)).toEqual([]);
    const people = await peopleWith(store, again.lid);
    expect(people.map(({ id }) => id)).toEqual([before?.id]);
  });
});
