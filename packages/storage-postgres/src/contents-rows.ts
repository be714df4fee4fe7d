import type { StoreContents } from '@kapwa/core';
import { toKept } from './any-text.js';
import { bigintOf, type IdHash } from './id-hash.js';
import { ledgerRow, textOf } from './rows.js';
import type { Row, Table } from './statements.js';

const DAY = 86_400_000;

function* recordRows({ records }: StoreContents): Iterable<Row> {
  for (const [collection, list] of records) {
    for (const { key, version, value } of list) {
      yield [toKept(collection), toKept(key), version, textOf(value)];
    }
  }
}

function* waitingRows(items: readonly { readonly id: string }[], idOf: IdHash): Iterable<Row> {
  for (const item of items) yield [idOf(item.id), textOf(item)];
}

function* seenRows({ seen }: StoreContents): Iterable<Row> {
  for (const { day, hashes } of seen.days) {
    const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
    for (let at = 0; at + 8 <= hashes.byteLength; at += 8) {
      yield [bigintOf(view.getUint32(at), view.getUint32(at + 4)), day];
    }
  }
}

function* sessionRows({ sessions }: StoreContents): Iterable<Row> {
  for (const [space, values] of sessions) {
    for (const [key, value] of values) yield [toKept(space), toKept(key), Buffer.from(value)];
  }
}

function* ledgerRows({ ledger }: StoreContents, idOf: IdHash): Iterable<Row> {
  for (const entry of ledger) {
    yield ledgerRow({
      id: idOf(entry.chat, entry.message),
      day: Math.floor(entry.at / DAY),
      entry,
    });
  }
}

/** Everything a store holds, table by table, as the rows it is here. */
export function rowsOfContents(
  contents: StoreContents,
  idOf: IdHash,
): ReadonlyMap<Table, Iterable<Row>> {
  const { inbox, outbox, dead, audit, leases, erasures } = contents;
  return new Map<Table, Iterable<Row>>([
    ['records', recordRows(contents)],
    ['inbox', waitingRows(inbox, idOf)],
    ['outbox', waitingRows(outbox, idOf)],
    ['dead', waitingRows(dead, idOf)],
    ['seen', seenRows(contents)],
    ['audit', audit.map(({ n, prev, hash, entries }) => [n, prev, hash, textOf(entries)])],
    ['ledger', ledgerRows(contents, idOf)],
    // Whoever had one before has it no longer, and cannot pass for whoever gets it next.
    ['leases', leases.map(({ name, epoch }) => [toKept(name), '', epoch, 0, ''])],
    ['sessions', sessionRows(contents)],
    ['erasures', erasures.map(({ id, at }) => [toKept(id), at])],
  ]);
}

/** How many rows that will be. */
export function countOfContents(contents: StoreContents): number {
  const { records, sessions, seen, inbox, outbox, dead, audit, ledger, leases, erasures } =
    contents;
  const lists = [inbox, outbox, dead, audit, ledger, leases, erasures, ...records.values()];
  const ids = seen.days.reduce((sum, { hashes }) => sum + hashes.byteLength / 8, 0);
  const values = [...sessions.values()].reduce((sum, { size }) => sum + size, 0);
  return lists.reduce((sum, list) => sum + list.length, Math.floor(ids) + values);
}
