import { type EncodeFacts, type Menu, type ReadyAction, withNumberedMenu } from '@kapwa/core';
import { type Content, textContent } from './content.js';
import { attachedContents } from './encode-attachment.js';
import { formatTexts } from './format.js';
import { limits } from './limits.js';

type SendMessage = Extract<ReadyAction, { kind: 'message.send' }>;

function textContents(bodies: readonly string[]): readonly Content[] {
  return bodies.map(textContent);
}

function buttons({ options }: Menu): Content {
  return {
    buttons: options.map(({ id, label }) => ({ type: 'reply', reply: { id, title: label } })),
  };
}

function list({ options, button }: Menu): Content {
  const rows = options.map(({ id, label, description }) => ({
    id,
    title: label,
    ...(description === undefined ? {} : { description }),
  }));
  return { button, sections: [{ rows }] };
}

/** The text with its menu; undefined where the text leaves no room for one below it. */
function withMenu(
  { text }: SendMessage,
  menu: Menu,
  form: 'buttons' | 'list',
): readonly Content[] | undefined {
  const bodies = formatTexts(text, limits.text);
  const last = bodies.at(-1) ?? '';
  if (last.length > limits.menuBody || last.trim() === '') return undefined;
  const [type, action] = form === 'list' ? ['list', list(menu)] : ['button', buttons(menu)];
  const interactive = { type, body: { text: last }, action };
  return [...textContents(bodies.slice(0, -1)), { type: 'interactive', interactive }];
}

/**
 * The messages a text takes, in order; a menu stands below the last of them, as buttons or a list
 * where core found that its labels fit, and otherwise as numbered lines.
 */
export function contentsOf(
  action: SendMessage,
  { menu: form }: Pick<EncodeFacts, 'menu'>,
): readonly Content[] {
  const { text, menu, attachment } = action;
  if (attachment !== undefined) return attachedContents(text, attachment);
  const shown = menu && form && withMenu(action, menu, form);
  if (shown !== undefined) return shown;
  const whole = menu === undefined ? text : withNumberedMenu(text, menu);
  return textContents(formatTexts(whole, limits.text));
}
