import type { PhoneChat, PhoneMessage } from '@kapwa/adapter-playground';
import { padTo } from '../text/display-width.js';
import { wrapBehind } from '../text/wrap.js';
import type { Desk } from './desk.js';

/** As many messages as fit on a phone. */
const onScreen = 8;

function marks({ edited, reactions }: PhoneMessage): string {
  const emoji = Object.values(reactions).join('');
  return `${edited ? ' (edited)' : ''}${emoji === '' ? '' : ` ${emoji}`}`;
}

function messageLines(message: PhoneMessage, desk: Desk): readonly string[] {
  const { colors, columns } = desk;
  const author = message.own ? 'You' : message.author.name;
  const text = message.deleted ? 'This message was deleted' : `${message.text}${marks(message)}`;
  const [first = '', ...others] = wrapBehind(`  ${author}: `, text, columns);
  const shown = message.mentionsMe ? colors.yellow(first) : first;
  const lines = [shown, ...others];
  return message.deleted ? lines.map(colors.dim) : lines;
}

/** The last messages of a chat, as its reader sees them. */
export function chatLines(chat: PhoneChat, desk: Desk): readonly string[] {
  const last = chat.messages.slice(-onScreen);
  if (last.length === 0) return [desk.colors.dim('  Nothing has been written here yet.')];
  return last.flatMap((message) => messageLines(message, desk));
}

function heading({ title, unread, chat, role, posting }: PhoneChat): string {
  const left = !chat.direct && role === undefined ? ', left' : '';
  const locked = posting === 'admins' ? ', only admins write' : '';
  const fresh = unread === 0 ? '' : `  ${unread} new`;
  return `${padTo(`${title}${chat.direct ? ', direct' : ''}${left}${locked}`, 36)}${fresh}`;
}

/** Everything on a person's phone: each chat with its last messages. */
export function phoneLines(person: string, desk: Desk): readonly string[] {
  const { world } = desk.stage;
  const { owner, chats, notifications } = world.phoneOf(person);
  const news = notifications === 0 ? 'nothing new' : `${notifications} new`;
  return [
    desk.colors.bold(`${owner.name}'s phone: ${news}`),
    ...chats.flatMap((chat) => [
      desk.colors.cyan(heading(chat).trimEnd()),
      ...chatLines(chat, desk),
    ]),
  ];
}
