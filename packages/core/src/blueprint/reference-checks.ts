import { builtInRoles } from '../model/role.js';
import { type BlueprintIssue, problem } from './blueprint-issue.js';
import { didYouMean } from './did-you-mean.js';
import { readLanguageTag } from './language-tags.js';
import { entriesOf, itemsOf, valueAt } from './plain-data.js';

/** Names used in one part of the blueprint must be found in the other. */
export function checkReferences(data: unknown): readonly BlueprintIssue[] {
  return [
    ...checkAdmins(data),
    ...checkRoles(data),
    ...checkGroupRoles(data),
    ...checkRuleTexts(data),
  ];
}

function checkAdmins(data: unknown): readonly BlueprintIssue[] {
  const people = entriesOf(valueAt(data, 'people')).map(([key]) => key);
  return entriesOf(valueAt(data, 'groups')).flatMap(([group, settings]) => {
    const seen = new Set<string>();
    return wordsOf(valueAt(settings, 'admins')).flatMap(([index, name]) => {
      const path = ['groups', group, 'admins', index];
      if (seen.has(name))
        return [{ path, message: `"${name}" is named twice here. Once is enough.` }];
      seen.add(name);
      if (people.includes(name)) return [];
      const message = `"${name}" is not one of the people. Add them under "people:".`;
      return [{ path, ...problem(message, didYouMean(name, people)) }];
    });
  });
}

function checkRoles(data: unknown): readonly BlueprintIssue[] {
  const own = entriesOf(valueAt(data, 'roles'));
  const groupRoles = new Set([
    ...builtInRoles.filter((role) => role.scope === 'group').map((role) => role.name),
    ...own.filter(([, role]) => valueAt(role, 'scope') === 'group').map(([name]) => name),
  ]);
  const known = [...builtInRoles.map((role) => role.name), ...own.map(([name]) => name)];
  const usable = known.filter((name) => !groupRoles.has(name));

  return entriesOf(valueAt(data, 'people')).flatMap(([person, settings]) =>
    wordsOf(valueAt(settings, 'roles')).flatMap(([index, name]) => {
      if (usable.includes(name)) return [];
      const path = ['people', person, 'roles', index];
      if (groupRoles.has(name)) return [{ path, message: explainGroupRole(name) }];
      const message = `"${name}" is not a role here. Roles are: ${usable.join(', ')}. Add others under "roles:".`;
      return [{ path, ...problem(message, didYouMean(name, usable)) }];
    }),
  );
}

/** Roles that are given in one group: to people the file names, and roles that may be given there. */
function checkGroupRoles(data: unknown): readonly BlueprintIssue[] {
  const people = entriesOf(valueAt(data, 'people')).map(([key]) => key);
  const own = entriesOf(valueAt(data, 'roles')).map(([name]) => name);
  return entriesOf(valueAt(data, 'groups')).flatMap(([group, settings]) =>
    entriesOf(valueAt(settings, 'roles')).flatMap(([person, names]) => {
      const path = ['groups', group, 'roles', person];
      const unknown = people.includes(person)
        ? []
        : [
            {
              path,
              ...problem(
                `"${person}" is not one of the people. Add them under "people:".`,
                didYouMean(person, people),
              ),
            },
          ];
      const wrong = wordsOf(names).flatMap(([index, name]) => {
        if (own.includes(name)) return [];
        const message = builtInRoles.some((role) => role.name === name)
          ? `"${name}" cannot be given here. Admins of a group are named under its "admins:".`
          : `"${name}" is not a role here. Add it under "roles:".`;
        return [{ path: [...path, index], ...problem(message, didYouMean(name, own)) }];
      });
      return [...unknown, ...wrong];
    }),
  );
}

function explainGroupRole(name: string): string {
  if (name === 'group-admin') {
    return '"group-admin" holds in one group. Name this person under "admins:" of that group instead.';
  }
  return `"${name}" holds in one group, and roles written here hold in the whole community. Remove it here.`;
}

/** Every rule can be read by everybody at least in the community's first language. */
function checkRuleTexts(data: unknown): readonly BlueprintIssue[] {
  const languages = valueAt(valueAt(data, 'community'), 'languages') ?? 'en';
  const [first] = wordsOf(languages).map(([, tag]) => readLanguageTag(tag));
  return itemsOf(valueAt(data, 'rules')).flatMap((rule, index) => {
    const text = entriesOf(valueAt(rule, 'text'));
    const path = ['rules', index, 'text'];
    const twice = languagesWrittenTwice(text.map(([tag]) => tag)).map((tag) => ({
      path: [...path, tag],
      message: `"${tag}" is a language this rule has already. Keep one of the two.`,
    }));
    const leading = first?.ok === true ? first.value : undefined;
    const isReadable = leading === undefined || text.some(([tag]) => canonical(tag) === leading);
    if (text.length === 0 || isReadable) return twice;
    const message = `This rule is not written in "${leading}", the community's first language. Add it.`;
    return [...twice, { path, message }];
  });
}

function languagesWrittenTwice(tags: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return tags.filter((written) => {
    const tag = canonical(written);
    const isAgain = seen.has(tag);
    seen.add(tag);
    return isAgain;
  });
}

function canonical(tag: string): string {
  const reading = readLanguageTag(tag);
  return reading.ok ? reading.value : tag;
}

/** The words of a list with their places. */
function wordsOf(value: unknown): readonly (readonly [number, string])[] {
  return itemsOf(value).flatMap((item, index) =>
    typeof item === 'string' ? [[index, item.trim()] as const] : [],
  );
}
