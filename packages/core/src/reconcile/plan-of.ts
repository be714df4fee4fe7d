import { madeChat } from '../assist/made-group.js';
import type { Blueprint, BlueprintGroup, BlueprintPerson } from '../blueprint/blueprint.js';
import { groupName, inLanguage } from '../languages/in-language.js';
import type { Group } from '../model/group.js';
import { idsOf, wasTheirs } from '../model/one-person.js';
import type { Person, PersonId } from '../model/person.js';
import type { Difference } from './difference.js';
import type { GroupState, PlatformState } from './platform-state.js';

/** The language a group's name and description on its platform are in: its first. */
function nameIn(group: BlueprintGroup, { community }: Blueprint): string {
  return groupName(group, group.languages[0] ?? 'en', community);
}

/** What differs where both the platform and the file say something. */
function other<Value>(
  is: Value | undefined,
  should: Value | undefined,
): { readonly is: Value; readonly should: Value } | undefined {
  return is === undefined || should === undefined || is === should ? undefined : { is, should };
}

/** The settings that one chooses from a few. */
function choicesOf(group: BlueprintGroup, { settings }: GroupState): Difference[] {
  const about = { group: group.key, name: group.name };
  const found: Difference[] = [];
  const posting = other(settings.posting, group.posting);
  if (posting) found.push({ kind: 'posting.differs', ...about, ...posting });
  const editing = other(settings.editing, group.editing);
  if (editing) found.push({ kind: 'editing.differs', ...about, ...editing });
  const adding = other(settings.adding, group.adding);
  if (adding) found.push({ kind: 'adding.differs', ...about, ...adding });
  const approval = other(settings.approval, group.approval);
  if (approval) found.push({ kind: 'approval.differs', ...about, ...approval });
  const disappearing = other(settings.disappearing, group.disappearing);
  if (disappearing) found.push({ kind: 'disappearing.differs', ...about, ...disappearing });
  return found;
}

function settingsOf(group: BlueprintGroup, state: GroupState, blueprint: Blueprint): Difference[] {
  const about = { group: group.key, name: group.name };
  const found: Difference[] = [];
  const { name, description, linked } = state.settings;
  if (linked === false) found.push({ kind: 'group.unlinked', ...about });
  found.push(...choicesOf(group, state));
  const names = [nameIn(group, blueprint), group.name, ...Object.values(group.names ?? {})];
  const [should = group.name] = names;
  if (name !== undefined && !names.includes(name)) {
    found.push({ kind: 'name.differs', ...about, is: name, should });
  }
  const { purpose } = group;
  const words =
    purpose === undefined
      ? undefined
      : inLanguage(purpose, group.languages[0] ?? 'en', blueprint.community);
  if (description !== undefined && words !== undefined && description.trim() !== words.trim()) {
    found.push({ kind: 'description.differs', ...about, is: description, should: words });
  }
  return found;
}

/** The person of the model whom the blueprint means: the one who has one of their accounts. */
function personFor(
  wanted: BlueprintPerson,
  adapter: string,
  people: readonly Person[],
): PersonId | undefined {
  const ids = wanted.accounts.filter((one) => one.adapter === adapter).map(({ id }) => id);
  const has = ({ accounts }: Person): boolean =>
    accounts.some(
      (account) => account.adapter === adapter && idsOf(account).some((id) => ids.includes(id)),
    );
  // The number that is written may be somebody else's by now: they have got another.
  const moved = people.find(
    (person) => person.key === wanted.key && ids.some((id) => wasTheirs(person, adapter, id)),
  );
  return (moved ?? people.find(has))?.id;
}

function adminsOf(
  group: BlueprintGroup,
  state: GroupState,
  blueprint: Blueprint,
  people: readonly Person[],
): Difference[] {
  const { members } = state;
  const adapter = state.group.chat?.adapter;
  if (members === undefined || adapter === undefined) return [];
  const about = { group: group.key, name: group.name };
  const named = new Set<PersonId>();
  const missing = group.admins.flatMap((key): Difference[] => {
    const wanted = blueprint.people.find((person) => person.key === key);
    if (wanted === undefined) return [];
    const admin = { ...about, person: key, who: wanted.name };
    const hasAccount = wanted.accounts.some((account) => account.adapter === adapter);
    if (!hasAccount) return [{ kind: 'admin.unknown', ...admin }];
    const id = personFor(wanted, adapter, people);
    const role = id === undefined ? undefined : members.get(id);
    if (id === undefined || role === undefined) return [{ kind: 'admin.outside', ...admin }];
    named.add(id);
    return role === 'member' ? [{ kind: 'admin.missing', ...admin, id }] : [];
  });
  const extra = [...members].flatMap(([id, role]): Difference[] => {
    if (role === 'member' || named.has(id)) return [];
    const who = people.find((person) => person.id === id)?.name ?? '';
    return [{ kind: 'admin.extra', ...about, id, who }];
  });
  return [...missing, ...extra];
}

function botIn(group: BlueprintGroup, state: GroupState): Difference[] {
  const about = { group: group.key, name: group.name };
  if (state.botRole === undefined) {
    return [{ kind: state.seen ? 'bot.absent' : 'group.unseen', ...about }];
  }
  return state.botRole === 'member' ? [{ kind: 'bot.not-admin', ...about }] : [];
}

/** What of one group is not as the blueprint wants it. */
function differencesIn(
  group: BlueprintGroup,
  state: GroupState | undefined,
  blueprint: Blueprint,
  { people, adopted }: { readonly people: readonly Person[]; readonly adopted: readonly Group[] },
): readonly Difference[] {
  const about = { group: group.key, name: group.name };
  if (state === undefined || state.group.chat === undefined) {
    if (group.chat !== undefined) return [{ kind: 'group.unseen', ...about }];
    const chat = madeChat(group, adopted);
    return [
      chat === undefined
        ? { kind: 'group.missing', ...about }
        : { kind: 'group.untied', ...about, chat },
    ];
  }
  const bot = botIn(group, state);
  // Of a group the bot is not in, what is kept may be long out of date.
  if (state.botRole === undefined) return bot;
  const { linkResetAt } = state;
  return [
    ...bot,
    ...settingsOf(group, state, blueprint),
    ...adminsOf(group, state, blueprint, people),
    ...(linkResetAt === undefined
      ? []
      : [{ kind: 'link.reset', ...about, at: linkResetAt } as const]),
  ];
}

/**
 * How the platforms differ from the blueprint, group by group. Pure. What no platform has told is
 * no difference; `only` looks at one group.
 */
export function planOf(
  blueprint: Blueprint,
  state: PlatformState,
  only?: string,
): readonly Difference[] {
  const wanted = blueprint.groups.filter(({ key }) => only === undefined || key === only);
  const strays = state.groups.filter(
    ({ group, botRole }) => group.adopted && botRole !== undefined,
  );
  const known = { people: state.people, adopted: strays.map(({ group }) => group) };
  const named = wanted.flatMap((group) => {
    const found = state.groups.find((one) => one.group.key === group.key);
    return differencesIn(group, found, blueprint, known);
  });
  const tied = named.flatMap((one) => (one.kind === 'group.untied' ? [one.chat.id] : []));
  const adopted = known.adopted.flatMap(({ key: group, name, chat }): Difference[] =>
    tied.includes(chat?.id ?? '') ? [] : [{ kind: 'group.adopted', group, name }],
  );
  return [...named, ...adopted];
}
