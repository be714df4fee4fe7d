import type { MessageReceived } from '../events/event.js';
import { once } from '../once.js';

/** How somebody turned to the bot. */
type CommandForm = 'slash' | 'mention' | 'plain';

/** A message that may be a command. */
export interface SaidCommand {
  readonly form: CommandForm;
  /** What was said, without the slash or the mention. */
  readonly text: string;
}

/** A command begins with a letter: ":/", "/:" and "1/2" are no commands. */
const slash = once(() => /^\/\p{L}/u);
const AT_END = /[\s,]*@\S+$/u;

/** What was typed: phones put marks of direction in front that nobody sees. */
function typed(text: string): string {
  const first = text.charCodeAt(0);
  if (first > 0x20 && first < 0x7f) return text;
  return text.replace(/^[\s\p{Cf}]+/u, '');
}

/**
 * What a message says to the bot, if it is said to the bot: behind a slash anywhere, with a mention
 * in groups, in plain words in a direct chat.
 */
export function saidCommand(event: MessageReceived): SaidCommand | undefined {
  const text = typed(event.text);
  if (text.startsWith('/') && slash().test(text)) return { form: 'slash', text: text.slice(1) };
  if (event.mentionsBot === true) {
    const behind = text.replace(/^@\S+\s*/u, '');
    const said = behind === text ? text.replace(AT_END, '') : behind;
    return { form: event.chat.direct ? 'plain' : 'mention', text: said };
  }
  return event.chat.direct && text !== '' ? { form: 'plain', text } : undefined;
}
