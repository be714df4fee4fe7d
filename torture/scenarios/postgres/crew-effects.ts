import { readFile } from 'node:fs/promises';
import { postgresStore } from '@kapwa/storage-postgres';
import { SCHEMA } from './crew-member.js';

/** What is to be there in the end. */
interface Wanted {
  readonly url: string;
  /** What arrived at the platform. */
  readonly file: string;
  /** The last message that was written in each group. */
  readonly last: ReadonlyMap<string, number>;
  /** Groups in which newer messages may have gone first. */
  readonly outOfOrder: ReadonlySet<string>;
}

/** What came of all messages. */
export interface Effects {
  readonly broken: readonly string[];
  /** How many messages were handled. */
  readonly handled: number;
}

/** Each message has to stand there once, behind the one before it in its group. */
function brokenOrder(
  before: ReadonlyMap<string, readonly number[]>,
  { last, outOfOrder }: Wanted,
): readonly string[] {
  const broken: string[] = [];
  for (const [group, count] of last) {
    for (let number = 1; number <= count; number += 1) {
      const found = before.get(`${group}:${number}`) ?? [];
      if (found.length !== 1) broken.push(`${group}:${number} was handled ${found.length} times`);
      else if (found[0] !== number - 1 && !outOfOrder.has(group))
        broken.push(`${group}:${number} came behind ${found[0]}`);
    }
  }
  const wanted = [...last.values()].reduce((sum, count) => sum + count, 0);
  if (before.size !== wanted) broken.push(`${before.size} of ${wanted} were handled`);
  return broken;
}

async function brokenAnswers(ids: Iterable<string>, file: string): Promise<readonly string[]> {
  const arrived = new Map<string, number>();
  for (const text of (await readFile(file, 'utf8')).split('\n').slice(0, -1)) {
    arrived.set(text, (arrived.get(text) ?? 0) + 1);
  }
  return [...ids].flatMap((id) => [
    ...((arrived.get(`at-most-once ${id}`) ?? 0) > 1 ? [`${id} was answered twice`] : []),
    ...(arrived.has(`at-least-once ${id}`) ? [] : [`${id} was never answered`]),
  ]);
}

/** Looks whether each message had its effect once, in order, and was answered. */
export async function effectsOf(wanted: Wanted): Promise<Effects> {
  const store = postgresStore({ url: wanted.url, schema: SCHEMA });
  await store.open();
  try {
    const records = await store.list('answering.before', '');
    const before = new Map(
      records.map(({ key, value }) => [
        key.slice(key.lastIndexOf('/') + 1),
        value as readonly number[],
      ]),
    );
    const left = [...(await store.waiting()), ...(await store.outgoing()), ...(await store.dead())];
    const broken = [
      ...brokenOrder(before, wanted),
      ...(await brokenAnswers(before.keys(), wanted.file)),
      ...(left.length > 0 ? [`${left.length} still wait`] : []),
    ];
    return { broken, handled: before.size };
  } finally {
    await store.close();
  }
}
