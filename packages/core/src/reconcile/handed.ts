import { ASSISTS, type AssistRecord } from '../assist/assist-record.js';
import { collections, recordKey } from '../model/keys.js';
import type { Person } from '../model/person.js';
import type { Store } from '../store/store.js';

/** How it stands with a step that admins were asked to do by hand. */
export interface Handed {
  /** `waiting` for their answer; otherwise how it ended last. */
  readonly state: 'waiting' | 'done' | 'refused' | 'expired';
  /** When it was handed over, ms UTC. */
  readonly at: number;
  /** Who was asked, first to last, by name; `said` where they have answered. */
  readonly asked: readonly {
    readonly name: string;
    /** ms UTC. */
    readonly at: number;
    readonly said?: 'done' | 'cannot';
  }[];
}

function stateOf({ settled }: AssistRecord): Handed['state'] {
  if (settled === undefined) return 'waiting';
  return settled.kind === 'done' || settled.kind === 'expired' ? settled.kind : 'refused';
}

/** What is open comes last, so that it is what is told of. */
function endOf({ settled, over, expires }: AssistRecord): number {
  return settled === undefined ? Number.POSITIVE_INFINITY : (over ?? expires);
}

/** What was handed over to admins in a community, by the id of the step it was for; the newest of each. */
export async function readHanded(
  store: Pick<Store, 'get' | 'list'>,
  community: string,
): Promise<ReadonlyMap<string, Handed>> {
  const stored = await store.list(ASSISTS, `${recordKey(community, community)}/`);
  const records = stored
    .map(({ value }) => value as AssistRecord)
    .sort((one, other) => one.at - other.at || endOf(one) - endOf(other));
  const found = new Map<string, Handed>();
  for (const record of records) {
    if (record.reason === undefined) continue;
    const asked = [];
    for (const { person, at, said } of record.asked) {
      const known = await store.get(collections.people, recordKey(community, person));
      const name = (known?.value as Person | undefined)?.name ?? '';
      asked.push({ name, at, ...(said === undefined ? {} : { said }) });
    }
    found.set(record.reason, { state: stateOf(record), at: record.at, asked });
  }
  return found;
}
