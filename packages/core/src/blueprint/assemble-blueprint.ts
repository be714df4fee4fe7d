import { canonicalTag } from '../languages/fallback.js';
import { inLanguage } from '../languages/in-language.js';
import type { Community } from '../model/community.js';
import type { ChatAddress } from '../model/group.js';
import type { Account } from '../model/person.js';
import type { Retention } from '../model/retention.js';
import type { MessageTemplate } from '../model/template.js';
import type { Blueprint, BlueprintGroup, BlueprintPerson } from './blueprint.js';
import type { BlueprintFile } from './blueprint-schema.js';
import { keyFrom, nameFrom } from './keys.js';

type GroupEntry = BlueprintFile['groups'][string];
type TemplateEntry = BlueprintFile['templates'][string];
type PersonEntry = BlueprintFile['people'][string];

/** Makes the blueprint out of what was written, with what was left away filled in. */
export function assembleBlueprint(file: BlueprintFile): Blueprint {
  const community = assembleCommunity(file);
  return {
    community,
    groups: Object.entries(file.groups).map(([key, group]) =>
      assembleGroup(key, group, community.languages),
    ),
    people: Object.entries(file.people).map(([key, person]) => assemblePerson(key, person)),
    adapters: adaptersOf(file),
  };
}

/** What stands under `whatsapp:` by itself is a setting of that messenger. */
function adaptersOf({ adapters, whatsapp }: BlueprintFile): Blueprint['adapters'] {
  if (whatsapp === undefined) return adapters;
  const settings = adapters.whatsapp;
  const more = typeof settings === 'object' ? settings : {};
  return { ...adapters, whatsapp: { ...more, ...whatsapp } };
}

function assembleCommunity(file: BlueprintFile): Community {
  const { community, rules, roles, plugins, retention, templates } = file;
  const approved = Object.entries(templates).map(([name, one]) => assembleTemplate(name, one));
  return {
    ...community,
    key: community.key ?? (keyFrom(community.name) || 'community'),
    languages: once(community.languages),
    countries: once(community.countries),
    rules,
    roles: Object.entries(roles).map(([name, role]) => ({ name, ...role })),
    plugins,
    ...(retention === undefined ? {} : { retention: retentionFrom(retention) }),
    ...(approved.length === 0 ? {} : { templates: approved }),
  };
}

/** What was left empty is as if it were not there. */
function retentionFrom(written: NonNullable<BlueprintFile['retention']>): Retention {
  const given = Object.entries(written).flatMap(([name, span]) =>
    span === undefined ? [] : [[name, span] as const],
  );
  return Object.fromEntries(given);
}

/** The messenger's code of each language, also by the language alone: whoever speaks it is served. */
function assembleTemplate(name: string, template: TemplateEntry): MessageTemplate {
  const languages: Record<string, string> = {};
  for (const code of template.languages) languages[canonicalTag(code) ?? code] ??= code;
  for (const code of template.languages) languages[code.split(/[_-]/)[0] ?? code] ??= code;
  const { header, buttons, ...rest } = template;
  return {
    ...{ ...rest, name, languages },
    ...(header === undefined ? {} : { header }),
    ...(buttons === undefined ? {} : { buttons }),
  };
}

function assembleGroup(
  key: string,
  { chat, name, roles, editing, adding, approval, disappearing, plugins, ...group }: GroupEntry,
  languages: readonly string[],
): BlueprintGroup {
  const address = chatAddress(chat);
  return {
    ...group,
    key,
    ...namesOf(name, key, languages),
    tags: once(group.tags),
    languages: once(group.languages ?? languages.slice(0, 1)),
    listed: group.listed ?? group.kind !== 'admin',
    posting: group.posting ?? (group.kind === 'announcement' ? 'admins' : 'everyone'),
    adopted: false,
    ...(Object.keys(roles).length === 0 ? {} : { roles }),
    ...(editing === undefined ? {} : { editing }),
    ...(adding === undefined ? {} : { adding }),
    ...(approval === undefined ? {} : { approval }),
    ...(disappearing === undefined ? {} : { disappearing }),
    ...(plugins === undefined ? {} : { plugins }),
    ...(address === undefined ? {} : { chat: address }),
  };
}

/** A group has one name for lists and commands, in the community's first language if it can be. */
function namesOf(
  name: GroupEntry['name'],
  key: string,
  languages: readonly string[],
): Pick<BlueprintGroup, 'name' | 'names'> {
  if (name === undefined || typeof name === 'string') return { name: name ?? nameFrom(key) };
  return {
    name: inLanguage(name, languages[0] ?? 'en', { languages: [...languages] }),
    names: name,
  };
}

function chatAddress(chat: GroupEntry['chat']): ChatAddress | undefined {
  const [address] = Object.entries(chat);
  return address && { adapter: address[0], id: address[1] };
}

function assemblePerson(key: string, { accounts, ...person }: PersonEntry): BlueprintPerson {
  return {
    key,
    name: person.name ?? nameFrom(key),
    roles: once(person.roles),
    accounts: Object.entries(accounts).flatMap(([adapter, ids]): readonly Account[] =>
      ids.map((id) => ({ adapter, id })),
    ),
    ...(person.language === undefined ? {} : { language: person.language }),
  };
}

function once<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
