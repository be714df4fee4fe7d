import type { Cancel, Clock } from '../clock.js';
import { messageOf } from '../errors.js';
import type { Logger } from '../logger.js';
import type { Community } from '../model/community.js';
import { collections, keyPart, personLane, recordKey } from '../model/keys.js';
import type { Person, PersonId } from '../model/person.js';
import type { Commit, InboxEntry, Store, Write } from '../store/store.js';
import { type DataWish, EXPORT_STEP, WISH_COLLECTION, wishSchema } from './data-wish.js';
import { type EraseParts, type Eraser, erasePerson } from './erase-person.js';
import { exportsOf, type PersonExport } from './export-of.js';
import { findPersonIds, peopleCalled } from './find-person-id.js';
import { type LastWordParts, sayLastWord } from './last-word.js';
import { readPersonData } from './read-person-data.js';
import { SWEEP, sweepOld } from './sweep.js';

/** What fulfilling wishes needs of its kit. */
export interface KitPeopleDataParts extends EraseParts, LastWordParts {
  readonly store: Store;
  readonly log: Logger;
  readonly clock: Clock;
  acceptEntry(entry: InboxEntry): Promise<boolean>;
  /** Counts work that must end before the kit is idle. */
  during(work: () => Promise<void>): Promise<void>;
  /** Does something while no turn runs. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Lets go of actions; resolves when none of them is on its way any more. */
  forgetActions(ids: readonly string[]): Promise<void>;
  /** Lets go of entries that wait in lanes. */
  forgetEntries(ids: readonly string[]): void;
}

/** What a kit offers whoever runs it about what is kept of people. */
export interface KitPeople {
  /** The people somebody may mean by an id, an address or the short name of the blueprint. */
  find(given: string): Promise<readonly PersonId[]>;
  /** The people who go by a name: to show whom somebody may mean, never to decide it. */
  called(name: string): Promise<readonly PersonId[]>;
  /** Everything that is kept of somebody, community by community; empty where nothing is. */
  export(person: PersonId): Promise<readonly PersonExport[]>;
  /** Removes all of it, from every file; false where there was nothing. It cannot be brought back. */
  erase(person: PersonId): Promise<boolean>;
}

/** Fulfils what people wish to happen with what is kept of them. */
export interface KitPeopleData extends KitPeople {
  /** Takes up wishes that have just been committed. */
  committed(commit: Pick<Commit, 'writes' | 'done'>): void;
  /** Takes up wishes that an earlier run left. */
  resume(): Promise<void>;
  /** Tries nothing again any more. */
  stop(): void;
}

interface Wisher extends DataWish {
  readonly community: string;
  readonly person: PersonId;
}

function wisherOf(key: string, value: unknown): Wisher {
  const [community = '', person = ''] = key.split('/').map(keyPart);
  return { community, person, ...wishSchema.parse(value) };
}

/** The entry by which somebody is told what is kept of them. */
function exportEntry({ community, person, adapter, at }: Wisher, data: unknown): InboxEntry {
  const id = `${EXPORT_STEP}:${person}@${at}`;
  return {
    id,
    lane: personLane(person),
    place: { community, person },
    attempt: 0,
    event: {
      kind: 'plugin.posted',
      id,
      at,
      adapter,
      community,
      plugin: 'core',
      step: EXPORT_STEP,
      data,
    },
  };
}

/** ms. */
const SWEEP_AGAIN = 3_600_000;

/** ms. */
const AGAIN_AFTER = 3_600_000;

function isSweep({ event }: InboxEntry): boolean {
  return event.kind === 'schedule.due' && event.plugin === 'core' && event.schedule === SWEEP;
}

/** Makes what fulfils wishes in one kit: at once, one after the other with everything else. */
export function createKitPeopleData(parts: KitPeopleDataParts): KitPeopleData {
  const { store, kept } = parts;

  const exported = async (person: PersonId): Promise<readonly PersonExport[]> =>
    exportsOf(await readPersonData(store, person, parts.searches), kept, store);

  const tellAll = async (wisher: Wisher): Promise<void> => {
    const exports = await exported(wisher.person);
    await parts.acceptEntry(exportEntry(wisher, { exports }));
  };

  const eraseAll = async (person: PersonId, by: Eraser): Promise<boolean> => {
    const before = await readPersonData(store, person, parts.searches);
    if (before.people.length === 0) return false;
    // What is on its way may need a turn to end, so it is waited for before turns are kept waiting.
    await parts.forgetActions(before.outbox.map(({ id }) => id));
    await parts.alone(async () => {
      const data = await erasePerson(person, by, parts);
      parts.forgetEntries(data.inbox.map(({ id }) => id));
      void parts.forgetActions(data.outbox.map(({ id }) => id));
      for (const name of parts.adapters.keys()) await parts.connection(name)?.forget?.();
    });
    return true;
  };

  const erase = async ({ community, person, adapter }: Wisher): Promise<void> => {
    const read = async (collection: string, key: string): Promise<unknown> =>
      (await store.get(collection, key))?.value;
    const them = (await read(collections.people, recordKey(community, person))) as
      | Person
      | undefined;
    const settings = (await read(collections.communities, recordKey(community))) as
      | Pick<Community, 'languages'>
      | undefined;
    await eraseAll(person, 'themselves');
    if (them === undefined) return;
    const language = them.language ?? settings?.languages[0] ?? 'en';
    await sayLastWord(them, { adapter, language }, parts);
  };

  const again = new Set<Cancel>();

  const resume = async (): Promise<void> => {
    for (const { key, value } of await store.list(WISH_COLLECTION, ''))
      fulfil(wisherOf(key, value));
  };

  /** A wish is fulfilled within a day, also where something was in the way at first. */
  const tryAgain = (error: unknown): void => {
    parts.log.error(
      `What is kept of somebody could not be treated as they wish; it is tried again in an hour: ${messageOf(error)}`,
    );
    const { clock } = parts;
    const cancel = clock.after(AGAIN_AFTER, () => {
      again.delete(cancel);
      parts.during(resume).catch(tryAgain);
    });
    again.add(cancel);
  };

  const fulfil = (wisher: Wisher): void => {
    const work = wisher.what === 'erase' ? erase : tellAll;
    parts.during(() => work(wisher)).catch(tryAgain);
  };

  let sweptAt = Number.NEGATIVE_INFINITY;

  /** Every community has its night; one look at everything an hour is enough for all of them. */
  const sweep = (): void => {
    const now = parts.now();
    if (now < sweptAt + SWEEP_AGAIN) return;
    sweptAt = now;
    parts
      .during(() => sweepOld(kept, store, now))
      .catch((error) => parts.log.error(`Old records could not be forgotten: ${messageOf(error)}`));
  };

  const isWish = (write: Write): write is Extract<Write, { op: 'put' }> =>
    write.op === 'put' && write.collection === WISH_COLLECTION;

  return {
    find: (given) => findPersonIds(store, given),
    called: (name) => peopleCalled(store, name),
    export: exported,
    async erase(person) {
      let found = false;
      await parts.during(async () => {
        found = await eraseAll(person, 'operator');
      });
      return found;
    },
    committed({ writes, done }) {
      if (done !== undefined && isSweep(done)) sweep();
      for (const write of writes) if (isWish(write)) fulfil(wisherOf(write.key, write.value));
    },
    resume,
    stop() {
      for (const cancel of again) cancel();
      again.clear();
    },
  };
}
