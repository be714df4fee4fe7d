import type { CommandMenu, ShownCommand } from '../adapters/adapter.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { Community } from '../model/community.js';
import { builtInRoles, carries, type Permission } from '../model/role.js';
import { isOn } from '../plugins/switches.js';
import { plainText } from '../text/plain-text.js';
import type { CommandIndex } from './command-index.js';
import { menuWord } from './menu-word.js';
import type { RegisteredCommand } from './registered-command.js';

const adminPermissions = builtInRoles.find(({ name }) => name === 'group-admin')?.permissions ?? [];

/** For whom a command is, as far as a menu can tell people apart. */
function audience(permission: Permission | undefined): ShownCommand['for'] {
  if (permission === undefined) return 'everybody';
  return adminPermissions.some((held) => carries(held, permission)) ? 'group-admins' : 'some';
}

function shown(
  { plugin, name, where, spec }: RegisteredCommand,
  language: string,
  catalogue: Catalogue,
): ShownCommand | undefined {
  if (spec.about === undefined) return undefined;
  const text = (key: string, tag: string): string =>
    plainText(catalogue.text(plugin, tag, key, {}));
  const listed = (tag: string): string[] => text(spec.words, tag).split('|').map(menuWord);
  const words = [...new Set([...listed(language), ...listed('en')])].filter((word) => word !== '');
  return {
    id: `${plugin}.${name}`,
    words,
    about: text(spec.about, language).trim(),
    where,
    for: audience(spec.permission),
  };
}

/**
 * What messengers may show in their menus of commands: in every language of the communities, the
 * leading one of the first community first. What is switched off in all communities is left out.
 */
export function commandMenus(
  commands: CommandIndex,
  catalogue: Catalogue,
  communities: readonly Community[],
): readonly CommandMenu[] {
  const languages = [...new Set(communities.flatMap((community) => community.languages))];
  const here = commands
    .list()
    .map(({ command }) => command)
    .filter(({ plugin }) => communities.some((community) => isOn(plugin, community, undefined)));
  return languages.map((language) => ({
    language,
    commands: here.flatMap((command) => shown(command, language, catalogue) ?? []),
  }));
}
