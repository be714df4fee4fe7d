import type { proto } from 'baileys';
import type { MessageRef, Saying, WhatsAppGroup, WhatsAppPerson } from '../api.js';
import type { MediaHost } from '../media/media-host.js';
import { directChat, type Entry } from '../messages/entry.js';
import { type Destination, writeFromPhone } from '../server/delivery.js';
import type { Network } from '../server/network.js';
import { type Addressing, lidOf } from '../wire/jid.js';
import type { Account } from '../world/account.js';
import { isAdmin, isMember } from '../world/group-state.js';
import type { Book } from './book.js';
import type { Context, Naming } from './compose.js';

/** What writing needs of the world. */
interface WritingWorld {
  readonly network: Network;
  readonly media: MediaHost;
}

/** A person with a phone in the hand, about to write. */
export interface Writer extends WritingWorld {
  readonly by: Account;
  readonly book: Book;
}

/** A group or a person as the place of a message. */
export type Where = WhatsAppGroup | WhatsAppPerson;

/** Where a message to this group or person goes. */
export function destinationOf({ book }: Writer, where: Where): Destination {
  return 'subject' in where ? { group: book.stateOf(where) } : { person: book.accountOf(where) };
}

/** Whether people are named there by hidden id or by number. */
export function addressingOf(to: Destination): Addressing {
  return 'group' in to ? to.group.addressing : 'lid';
}

/** Where a message stands, seen from this person. */
export function placeOf({ by, book }: Writer, { group, from, to }: MessageRef): Destination {
  if (group) return { group: book.stateOf(group) };
  const sender = book.accountOf(from);
  if (sender !== by) return { person: sender };
  if (!to) throw new Error('It is not known in which chat this message stands.');
  return { person: book.accountOf(to) };
}

/** How this person names a message. */
export function namingOf(writer: Writer, message: MessageRef): Naming {
  const place = placeOf(writer, message);
  const isGroup = 'group' in place;
  return {
    id: message.id,
    by: writer.book.accountOf(message.from),
    namer: writer.by,
    chat: isGroup ? place.group.id : lidOf(place.person),
    isGroup,
    addressing: addressingOf(place),
  };
}

/** What a message says, as far as this person's phone can read it. */
export async function contentOf(
  writer: Writer,
  message: MessageRef,
): Promise<proto.IMessage | undefined> {
  const { by, network } = writer;
  const place = placeOf(writer, message);
  const chat = 'group' in place ? place.group.id : directChat(by, place.person);
  const entry = network.log.find(chat, message.id);
  const handset = network.handset(by);
  await handset.openAll();
  return entry && handset.contentOf(entry);
}

/** What goes with the words there. */
export function contextFor({ book }: Writer, to: Destination, saying: Saying): Context {
  const { mentions = [], forwarded, replyTo } = saying;
  const quoted = replyTo && {
    id: replyTo.id,
    by: book.accountOf(replyTo.from),
    content: { conversation: 'text' in replyTo ? String(replyTo.text) : '' },
  };
  return {
    mentions: mentions.map(book.accountOf),
    addressing: addressingOf(to),
    ...(forwarded !== undefined && { forwarded }),
    ...(quoted && { quoted }),
    ...('group' in to && { ephemeral: to.group.settings.ephemeral }),
  };
}

/** Throws what the phone would show when writing is not possible. */
function assertMayWrite(by: Account, to: Destination): void {
  if ('person' in to) return;
  const { group } = to;
  if (!isMember(group, by)) throw new Error(`${by.name} is not in the group "${group.subject}".`);
  if (group.settings.announce && !isAdmin(group, by)) {
    throw new Error(`Only admins can send in "${group.subject}"; ${by.name} is none.`);
  }
}

function refTo({ by, book }: Writer, { id }: Entry, to: Destination): MessageRef {
  const from = book.person(by);
  return 'group' in to
    ? { id, from, group: book.group(to.group) }
    : { id, from, to: book.person(to.person) };
}

/** Sends from this person's phone. */
export function send(
  writer: Writer,
  to: Destination,
  content: proto.IMessage,
  { held = false }: Saying = {},
): MessageRef {
  const { by, network } = writer;
  assertMayWrite(by, to);
  const id = network.newId();
  return refTo(writer, writeFromPhone(network, by, to, content, { id, isHeld: held }), to);
}
