import type { Action } from '../actions/action.js';
import type { Catalogue } from '../languages/catalogue.js';
import type { CoreMessages } from '../messages.js';
import type { SaidOption } from '../plugins/context.js';
import type { Menu, MenuOption } from '../text/menu.js';
import { plainText } from '../text/plain-text.js';

const BUTTON: keyof CoreMessages = 'menu.button';

/** Stands between the languages of one option. */
const BETWEEN = ' / ';

function buttonIn(language: string, catalogue: Catalogue): string {
  return plainText(catalogue.text('core', language, BUTTON, {}));
}

/** The options of a message, named in each of its languages; equal names are said once. */
export function saidMenu(
  said: readonly SaidOption[],
  languages: readonly string[],
  plugin: string,
  catalogue: Catalogue,
): Menu {
  const inAll = (key: string): string => {
    const names = languages.map((tag) => plainText(catalogue.text(plugin, tag, key, {})));
    return [...new Set(names)].join(BETWEEN);
  };
  const options = said.map((option): MenuOption => {
    const { id, description } = option;
    if ('label' in option) {
      return { id, label: option.label, ...(description === undefined ? {} : { description }) };
    }
    const more = description === undefined ? {} : { description: inAll(description) };
    return { id, label: inAll(option.key), ...more };
  });
  return { options, button: buttonIn(languages[0] ?? 'en', catalogue) };
}

/** Whether an action has a menu and no words yet for the button that some platforms need. */
export function lacksButton(action: Action): boolean {
  return (
    action.kind === 'message.send' && action.menu !== undefined && action.menu.button === undefined
  );
}

/** The same action with words for that button. */
export function withButton(action: Action, language: string, catalogue: Catalogue): Action {
  if (action.kind !== 'message.send' || action.menu === undefined) return action;
  return { ...action, menu: { ...action.menu, button: buttonIn(language, catalogue) } };
}
