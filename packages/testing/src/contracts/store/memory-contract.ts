import type { AuditNote, LedgerEntry } from '@kapwa/core';
import { verifyAudit } from '@kapwa/core';
import { expect, it } from 'vitest';
import { commitOf, itemOf, MORNING } from './samples.js';
import type { OpenStores } from './store-place.js';

const DAY = 86_400_000;

function noteOf(target: string): AuditNote {
  return { at: MORNING, community: 'health', actor: 'bot:conduct', what: 'message.delete', target };
}

function written(message: string, changes: Partial<LedgerEntry> = {}): LedgerEntry {
  const chat = 'playground:north';
  return { chat, message, author: 'ana', kind: 'text', at: MORNING, fate: 'stands', ...changes };
}

function auditContract(stores: OpenStores): void {
  it('chains what was committed together, each link to the one before', async () => {
    const store = await stores.fresh();

    await store.commit(commitOf({ audit: [noteOf('one'), noteOf('two')] }));
    await store.commit(commitOf({ audit: [] }));
    await store.settle({
      item: itemOf('one'),
      outcome: { kind: 'sent', messages: ['m1'] },
      at: MORNING,
      dependents: [],
      audit: [noteOf('three')],
    });
    const [first, second, ...more] = await store.audit(0, 10);

    expect(more).toEqual([]);
    expect(first).toMatchObject({ n: 1, prev: '' });
    expect(second).toMatchObject({ n: 2, prev: first?.hash });
    expect(first?.entries.map(({ note }) => note.target)).toEqual(['one', 'two']);
    expect(new Set([first, second].flatMap((link) => [link?.hash])).size).toBe(2);
  });

  it('gives the audit from any link on, as much as is asked for', async () => {
    const store = await stores.fresh();
    for (const target of ['a', 'b', 'c', 'd']) {
      await store.commit(commitOf({ audit: [noteOf(target)] }));
    }

    expect((await store.audit(1, 2)).map(({ n }) => n)).toEqual([2, 3]);
    expect((await store.audit(4, 2)).map(({ n }) => n)).toEqual([]);
  });

  it('knows the end of the chain, before the first link and after the last', async () => {
    const store = await stores.fresh();
    expect(await store.auditHead()).toEqual({ n: 0, hash: '' });
    for (const target of ['a', 'b']) await store.commit(commitOf({ audit: [noteOf(target)] }));

    const { hash } = (await store.audit(1, 1))[0] ?? {};

    expect(await store.auditHead()).toEqual({ n: 2, hash });
  });

  it('has one whole chain, whatever else is done in between', async () => {
    const store = await stores.fresh();
    const nobody = { writes: [], inbox: [], outbox: [], dead: [], sessions: [], author: 'nobody' };
    const settled = {
      item: itemOf('one'),
      outcome: { kind: 'sent', messages: [] },
      at: MORNING,
    } as const;

    await store.commit(commitOf({ audit: [noteOf('one'), { ...noteOf('two'), reason: 'spam' }] }));
    await store.erase({ ...nobody, id: 'somebody', at: MORNING });
    await store.settle({ ...settled, dependents: [], audit: [noteOf('three')] });
    await store.purge(MORNING);
    await Promise.all(
      ['four', 'five', 'six'].map((target) => store.commit(commitOf({ audit: [noteOf(target)] }))),
    );

    expect(verifyAudit(await store.audit(0, 10))).toMatchObject({ ok: true, links: 5, entries: 6 });
  });

  it('notes nothing of a turn that did not go through', async () => {
    const store = await stores.fresh();

    await store.commit(
      commitOf({
        expect: [{ collection: 'greeter.notes', key: 'ana', version: 1 }],
        audit: [noteOf('one')],
        ledger: [written('m1')],
      }),
    );

    expect(await store.audit(0, 10)).toEqual([]);
    expect(await store.ledger('playground:north', 'm1')).toBeUndefined();
  });
}

function shortenedLedgerContract(stores: OpenStores): void {
  it('forgets what is known of messages sooner where a rule says so, chat by chat', async () => {
    const store = await stores.fresh();
    const words = { fingerprint: 'f' };
    const south = { chat: 'playground:south', ...words };
    const today = { ...words, at: MORNING + 3 * DAY };
    await store.commit(commitOf({ ledger: [written('m1', words), written('m2', today)] }));
    await store.commit(commitOf({ ledger: [written('m1', south)] }));

    const chats = new Map([['playground:north', { messages: 2 * DAY, fingerprints: DAY / 2 }]]);
    const others = { messages: 7 * DAY, fingerprints: 2 * DAY };
    await store.expire(MORNING + 4 * DAY, { chats, others });

    expect(await store.ledger('playground:north', 'm1')).toBeUndefined();
    expect(await store.ledger('playground:north', 'm2')).toEqual(
      written('m2', { at: MORNING + 3 * DAY }),
    );
    expect(await store.ledger('playground:south', 'm1')).toEqual(
      written('m1', { chat: 'playground:south' }),
    );
    const again = await stores.again(store);
    expect((await again.ledger('playground:south', 'm1'))?.fingerprint).toBeUndefined();
  });
}

function ledgerContract(stores: OpenStores): void {
  it('knows of a message by its chat and number, and what became of it', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ ledger: [written('m1'), written('m2')] }));

    await store.commit(commitOf({ ledger: [written('m1', { fate: 'gone', at: MORNING + DAY })] }));

    expect(await store.ledger('playground:north', 'm1')).toMatchObject({ fate: 'gone' });
    expect(await store.ledger('playground:north', 'm2')).toEqual(written('m2'));
    expect(await store.ledger('playground:south', 'm1')).toBeUndefined();
  });

  it('keeps what is known of the message that an action was', async () => {
    const store = await stores.fresh();
    const outcome = { kind: 'sent', messages: ['m1'] } as const;
    const sent = written('m1', { author: 'bot' });

    await store.settle({
      item: itemOf('one'),
      outcome,
      at: MORNING,
      dependents: [],
      ledger: [sent],
    });

    expect(await store.ledger('playground:north', 'm1')).toEqual(sent);
  });

  it('forgets a message seven days after it was written, and not before', async () => {
    const store = await stores.fresh();
    await store.commit(commitOf({ ledger: [written('old')] }));

    await store.commit(commitOf({ ledger: [written('new', { at: MORNING + 7 * DAY })] }));
    const after7Days = await store.ledger('playground:north', 'old');
    await store.commit(commitOf({ ledger: [written('newer', { at: MORNING + 7 * DAY + 1 })] }));
    const later = await store.ledger('playground:north', 'old');

    expect(after7Days).toEqual(written('old'));
    expect(later).toBeUndefined();
  });
}

/** What remembering what was done, and what was written, must be like. */
export function memoryContract(stores: OpenStores): void {
  auditContract(stores);
  ledgerContract(stores);
  shortenedLedgerContract(stores);
}
