import type { AccountRef, ChatRef, MemberJoined, MessageReceived } from '@kapwa/core';
import type { ChatMessage, ChatNotice } from '../chat-export/index.js';
import { rehearsal } from './rehearsal-adapter.js';

/** What the chat itself does not say. */
export interface ChatPlace {
  /** The key of a group by what the file calls it. */
  groupOf(name: string | undefined): string;
  /** ISO 3166-1 alpha-2, from the command line. */
  readonly country: string | undefined;
}

/** WhatsApp writes `~ Grace` for somebody the phone has not saved, but mentions `Grace`. */
function accountOf(name: string): AccountRef {
  const id = name.replace(/^~\s*/, '');
  return { id, name: id };
}

function chatOf(place: ChatPlace, name: string | undefined): ChatRef {
  const id = place.groupOf(name);
  return { id, direct: false, title: name ?? id };
}

/** A message of an exported chat as the event it once was. */
export function messageEvent(message: ChatMessage, place: ChatPlace): MessageReceived {
  const { index, at, from, text, mentions, forwardingScore, roles } = message;
  const country = message.country ?? place.country;
  const { media } = message;
  return {
    kind: 'message.received',
    id: `message-${index}`,
    at,
    adapter: rehearsal,
    chat: chatOf(place, message.group),
    from: accountOf(from),
    message: `message-${index}`,
    text,
    mentions: mentions.map(accountOf),
    ...(media === undefined ? {} : { media: [{ type: 'other' }] }),
    ...(forwardingScore === undefined ? {} : { forwardingScore }),
    ...(roles === undefined ? {} : { roles }),
    ...(country === undefined ? {} : { country }),
  };
}

/** The people a notice says came in, as the events they once were. */
export function joinEvents(notice: ChatNotice, place: ChatPlace): readonly MemberJoined[] {
  if (notice.kind !== 'joined') return [];
  return notice.people.map((name, index) => ({
    kind: 'member.joined',
    id: `notice-${notice.line}-${index}`,
    at: notice.at,
    adapter: rehearsal,
    chat: chatOf(place, undefined),
    member: accountOf(name),
    ...(notice.by === undefined ? {} : { by: accountOf(notice.by) }),
  }));
}
