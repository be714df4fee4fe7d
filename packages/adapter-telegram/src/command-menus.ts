import { telegramLanguage } from './language-codes.js';

/** One command as people see it in the menu beside the line they write on. */
export interface MenuCommand {
  readonly command: string;
  readonly description: string;
}

/** Commands by language, BCP 47; the first language is also shown to all others. */
export type CommandMenus = Readonly<Record<string, readonly MenuCommand[]>>;

/** What `setMyCommands` takes. */
interface SetCommands {
  readonly commands: readonly MenuCommand[];
  readonly language_code?: string;
}

const COMMAND = /^[a-z0-9_]{1,32}$/;
/** At most so many in one menu, and descriptions of so many characters (Bot API). */
const MOST = 100;
const DESCRIPTION = 256;

function usable(commands: readonly MenuCommand[]): readonly MenuCommand[] {
  return commands
    .map(({ command, description }) => ({
      command: command.replace(/^\//, '').toLowerCase(),
      description: description.trim().slice(0, DESCRIPTION),
    }))
    .filter(({ command, description }) => COMMAND.test(command) && description !== '')
    .slice(0, MOST);
}

/**
 * The calls that set the command menus. A command in another script than Latin cannot stand in a
 * menu, though people may type it; a language Telegram has no code for is left out.
 */
export function commandMenuCalls(menus: CommandMenus): readonly SetCommands[] {
  const [first] = Object.values(menus);
  const forAll = first === undefined ? [] : [{ commands: usable(first) }];
  const byLanguage = Object.entries(menus).flatMap(([tag, commands]) => {
    const language_code = telegramLanguage(tag);
    return language_code === undefined ? [] : [{ commands: usable(commands), language_code }];
  });
  return [...forAll, ...byLanguage].filter(({ commands }) => commands.length > 0);
}
