import type { ReadyAction } from '../actions/action.js';
import type { Adapter, WireStep } from '../adapters/adapter.js';
import { menuForm, withNumberedMenu } from '../text/menu.js';
import type { Facts } from './facts.js';

/**
 * The steps of one action. A menu goes to an adapter only in a form the adapter has; to all others
 * it is numbered lines of the text.
 */
export function stepsWithMenu(
  action: ReadyAction,
  facts: Facts,
  adapter: Adapter,
): readonly WireStep[] {
  if (action.kind !== 'message.send' || action.menu === undefined) {
    return adapter.encode(action, facts);
  }
  const form =
    action.attachment === undefined
      ? menuForm(action.menu, adapter.menus, facts.chat.direct)
      : 'numbered';
  if (form !== 'numbered') return adapter.encode(action, { ...facts, menu: form });
  const { menu, ...rest } = action;
  return adapter.encode({ ...rest, text: withNumberedMenu(action.text, menu) }, facts);
}
