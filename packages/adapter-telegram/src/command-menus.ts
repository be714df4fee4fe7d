import type { CommandMenu, ShownCommand } from '@kapwa/core';
import { telegramLanguage } from './language-codes.js';

/** One command as people see it in the menu beside the line they write on. */
export interface MenuCommand {
  readonly command: string;
  readonly description: string;
}

/** Commands by language, BCP 47; the first language is also shown to all others. */
export type CommandMenus = Readonly<Record<string, readonly MenuCommand[]>>;

/** Who sees a menu: everybody, people in private, members of groups, or their admins. */
type MenuScope = 'default' | 'all_private_chats' | 'all_group_chats' | 'all_chat_administrators';

/** What one `setMyCommands` takes. */
export interface SetCommands {
  readonly scope: MenuScope;
  /** Absent for everybody whose own language has no menu. */
  readonly language_code?: string;
  readonly commands: readonly MenuCommand[];
}

const COMMAND = /^[a-z0-9_]{1,32}$/;
/** At most so many in one menu, and descriptions of so many characters (Bot API). */
const MOST = 100;
const DESCRIPTION = 256;

/** As many characters as fit, none of them broken. */
function cut(description: string): string {
  return [...description.trim()].slice(0, DESCRIPTION).join('').slice(0, DESCRIPTION);
}

function usable(commands: readonly MenuCommand[]): readonly MenuCommand[] {
  const seen = new Set<string>();
  return commands
    .map(({ command, description }) => ({
      command: command.replace(/^\//, '').toLowerCase(),
      description: cut(description),
    }))
    .filter(({ command, description }) => {
      const isNew = COMMAND.test(command) && description !== '' && !seen.has(command);
      return isNew && seen.add(command);
    })
    .slice(0, MOST);
}

/** The same menu for the first language and all that have none of their own. */
function byLanguage(
  scope: MenuScope,
  menus: readonly (readonly [tag: string, commands: readonly MenuCommand[]])[],
): readonly SetCommands[] {
  const [first] = menus;
  const forAll = first === undefined ? [] : [{ scope, commands: usable(first[1]) }];
  const own = menus.flatMap(([tag, commands]) => {
    const language_code = telegramLanguage(tag);
    return language_code === undefined
      ? []
      : [{ scope, commands: usable(commands), language_code }];
  });
  return [...forAll, ...own].filter(({ commands }) => commands.length > 0);
}

/**
 * The menus somebody has written by hand. A command in another script than Latin cannot stand in a
 * menu, though people may type it; a language Telegram has no code for is left out.
 */
export function menusByHand(menus: CommandMenus): readonly SetCommands[] {
  return byLanguage('default', Object.entries(menus));
}

const scopes: readonly (readonly [MenuScope, (command: ShownCommand) => boolean])[] = [
  ['all_private_chats', (one) => one.where !== 'group' && one.for === 'everybody'],
  ['all_group_chats', (one) => one.where !== 'direct' && one.for === 'everybody'],
  ['all_chat_administrators', (one) => one.where !== 'direct' && one.for !== 'some'],
];

/** With the first of its words that can stand in a menu; none in other scripts than Latin can. */
function inMenu({ words, about }: ShownCommand): MenuCommand {
  return { command: words.find((word) => COMMAND.test(word)) ?? '', description: about };
}

/** The menus of a kit's commands: what everybody may use in private and in groups, and admins there. */
export function menusOf(menus: readonly CommandMenu[]): readonly SetCommands[] {
  return scopes.flatMap(([scope, isShown]) =>
    byLanguage(
      scope,
      menus.map(({ language, commands }) => [language, commands.filter(isShown).map(inMenu)]),
    ),
  );
}
