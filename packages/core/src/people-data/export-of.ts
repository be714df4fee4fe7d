import type { z } from 'zod';
import { pseudonymFrom } from '../audit/pseudonyms.js';
import { auditLinks } from '../audit/read-audit.js';
import type { Group } from '../model/group.js';
import { collections, keyPart, recordKey } from '../model/keys.js';
import { schema } from '../schema.js';
import type { Store } from '../store/store.js';
import type { KeptCollections } from './kept-collections.js';
import type { FoundRecord, PersonData } from './read-person-data.js';
import { isAbout, type Traces, wordsOf } from './traces-of.js';
import { isWorking } from './workings.js';

const lineSchema = schema((z) => z.object({ what: z.string(), value: z.string() }));

/** What is kept of somebody in one community, in a form they can read. */
export const exportSchema = schema((z) =>
  z.object({
    community: z.string(),
    person: z.string(),
    name: z.string(),
    language: z.string().optional(),
    /** ms UTC, like all times here. */
    since: z.number().optional(),
    wroteAt: z.number().optional(),
    accounts: z.array(z.object({ adapter: z.string(), id: z.string() })),
    /** Ids they had before. */
    former: z.array(z.object({ adapter: z.string(), id: z.string() })).optional(),
    roles: z.array(z.string()),
    groups: z.array(z.object({ name: z.string(), role: z.string(), since: z.number() })),
    /** What plugins keep, collection by collection. */
    kept: z.array(
      z.object({
        collection: z.string(),
        plugin: z.string(),
        about: z.string().optional(),
        lines: z.array(lineSchema),
      }),
    ),
    waiting: z.object({ events: z.number(), answers: z.number(), dead: z.number() }),
    audit: z.object({ pseudonym: z.string(), number: z.number() }).optional(),
  }),
);
/** What is kept of somebody in one community, in a form they can read. */
export type PersonExport = z.infer<typeof exportSchema>;

/** What is kept for the kit's own working, and is told of in other lines or means nothing to people. */
const inner: readonly string[] = [
  collections.accounts,
  collections.formerAccounts,
  collections.pseudonyms,
  'core.cooldowns',
  'core.data-wishes',
];

/** Numbers from here on are moments, ms UTC; smaller ones are counts. */
const FIRST_MOMENT = Date.UTC(2000, 0, 1);

/** Ids as people may see them: a dot for their own, an ellipsis for everybody else's. */
function withoutIds(text: string, { ids }: Traces): string {
  return text.replace(/person_[\w-]{16}/g, (id) => (ids.has(id) ? '•' : '…'));
}

function shown(value: unknown, traces: Traces): string {
  if (typeof value === 'number' && value > FIRST_MOMENT) return new Date(value).toISOString();
  return withoutIds(String(value), traces);
}

interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

/** Every part of a value, with the path to it. */
function leavesOf(path: string, value: unknown): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [{ path, value }];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(path, item));
  return Object.entries(value).flatMap(([key, item]) =>
    leavesOf(path === '' ? key : `${path}.${key}`, item),
  );
}

/** A record in lines. Of one that is not theirs only what points to them: the rest is others'. */
function linesOf(record: FoundRecord, traces: Traces): PersonExport['kept'][number]['lines'] {
  const name = record.key.split('/').slice(1).map(keyPart);
  const rest = name.filter((part) => !traces.ids.has(part)).join(' ');
  const words = wordsOf(traces);
  const leaves = leavesOf(rest, record.value).filter(
    ({ path, value }) =>
      !isWorking(record.collection, path) &&
      (record.own || isAbout([path, value], words) || traces.names.has(String(value))),
  );
  const lines = new Map<string, string>();
  for (const { path, value } of leaves) {
    const what = withoutIds(path, traces);
    const before = lines.get(what);
    const text = shown(value, traces);
    lines.set(what, before === undefined ? text : `${before}, ${text}`);
  }
  return [...lines].map(([what, value]) => ({ what, value }));
}

function keptIn(
  community: string,
  data: PersonData,
  declared: KeptCollections,
): PersonExport['kept'] {
  const found = data.records.filter((one) => one.community === community);
  const names = [...new Set(found.map(({ collection }) => collection))];
  return names
    .filter((collection) => !inner.includes(collection))
    .map((collection) => {
      const { plugin = collection.split('.', 1)[0] ?? '', about } = declared.get(collection) ?? {};
      const lines = found
        .filter((record) => record.collection === collection)
        .flatMap((record) => linesOf(record, data.traces));
      return { collection, plugin, lines, ...(about === undefined ? {} : { about }) };
    });
}

async function auditOf(
  community: string,
  person: string,
  store: Pick<Store, 'get' | 'audit'>,
): Promise<PersonExport['audit']> {
  const record = await store.get(collections.pseudonyms, recordKey(community, person));
  if (record === undefined) return undefined;
  const pseudonym = pseudonymFrom(String(record.value), person);
  let number = 0;
  for await (const { entries } of auditLinks(store)) {
    for (const { note } of entries) {
      if (note.actor === pseudonym || note.target?.endsWith(pseudonym) === true) number += 1;
    }
  }
  return { pseudonym, number };
}

/** What is kept of somebody, community by community. */
export async function exportsOf(
  data: PersonData,
  declared: KeptCollections,
  store: Pick<Store, 'get' | 'list' | 'audit'>,
): Promise<readonly PersonExport[]> {
  const exports: PersonExport[] = [];
  for (const { community, person } of data.people) {
    if (person.mergedInto !== undefined) continue;
    const groups = await store.list(collections.groups, `${recordKey(community)}/`);
    const names = new Map(groups.map(({ value }) => [(value as Group).key, (value as Group).name]));
    const { id, name, language, since, wroteAt, accounts, roles, groupRoles = {} } = person;
    const former = person.former?.map(({ adapter, id: address }) => ({ adapter, id: address }));
    const here = <One extends { readonly place: { readonly community: string } }>(
      list: readonly One[],
    ): number => list.filter(({ place }) => place.community === community).length;
    const audit = await auditOf(community, id, store);
    exports.push({
      ...{ community, person: id, name },
      ...(language === undefined ? {} : { language }),
      ...(since === undefined ? {} : { since }),
      ...(wroteAt === undefined ? {} : { wroteAt }),
      accounts: accounts.flatMap(({ adapter, id: address, aliases = [] }) =>
        [address, ...aliases].map((one) => ({ adapter, id: one })),
      ),
      ...(former === undefined ? {} : { former }),
      roles: [
        ...roles,
        ...Object.entries(groupRoles).flatMap(([group, given]) =>
          given.map((role) => `${role} (${names.get(group) ?? group})`),
        ),
      ],
      groups: data.memberships
        .filter((one) => one.community === community)
        .map(({ group, membership }) => ({
          ...{ name: names.get(group) ?? group, role: membership.role, since: membership.since },
        })),
      kept: keptIn(community, data, declared),
      waiting: {
        events: here(data.inbox),
        answers: here(data.outbox),
        dead: here(data.dead.map(({ entry }) => entry)),
      },
      ...(audit === undefined ? {} : { audit }),
    });
  }
  return exports;
}
