import type { PlatformEvent } from '@kapwa/core';
import { decodeContactNotice } from './decode-contact.js';
import { decodeGroup, decodeNotice } from './decode-group.js';
import { decodeMessage } from './decode-message.js';
import { decodeReceipt } from './decode-receipt.js';
import { decodeRequests } from './decode-requests.js';
import { decodeStub } from './decode-stub.js';
import { type DecodeFacts, type Read, type Renumbered, skip, type Waiting } from './read.js';
import type { SocketNews } from './socket-port.js';
import { messageSchema } from './wire.js';

/** What news of a socket hold, in the kit's words. */
export interface Decoded {
  readonly events: readonly PlatformEvent[];
  /** Who waits to be let in, where that was listed: those told of before are among them. */
  readonly waiting: readonly Waiting[];
  /** Addresses that took the place of others in groups. */
  readonly renumbered: readonly Renumbered[];
  /** Groups whose standing has to be asked anew. */
  readonly refresh: readonly string[];
  /** One line for every part that was not understood, without any of its content. */
  readonly skipped: readonly string[];
}

function readMessage(raw: unknown, facts: DecodeFacts): readonly Read[] {
  const message = messageSchema.safeParse(raw).data;
  if (message === undefined) return skip('a message that is none');
  const isStub = message.messageStubType != null && message.messageStubType > 2;
  return isStub ? decodeStub(message, facts) : decodeMessage(message, facts);
}

function read(news: SocketNews, facts: DecodeFacts): readonly Read[] {
  switch (news.kind) {
    case 'message':
      return readMessage(news.message, facts);
    case 'group':
      return decodeGroup(news.group, facts);
    case 'requests':
      return decodeRequests(news, facts);
    case 'notice':
      return decodeContactNotice(news.node, facts) ?? decodeNotice(news.node, facts);
    case 'receipt':
      return decodeReceipt(news.receipt, facts);
  }
}

/**
 * Reads what a WhatsApp Web socket reports. Never throws: what cannot be understood is left out by
 * itself, and everything beside it counts.
 */
export function decode(news: readonly SocketNews[], facts: DecodeFacts): Decoded {
  const reads = news.flatMap((one) => read(one, facts));
  return {
    events: reads.flatMap((one) => ('event' in one ? [one.event] : [])),
    waiting: reads.flatMap((one) => ('waiting' in one ? [one.waiting] : [])),
    refresh: [...new Set(reads.flatMap((one) => ('refresh' in one ? [one.refresh] : [])))],
    renumbered: reads.flatMap((one) =>
      'refresh' in one && one.renumbered !== undefined ? [one.renumbered] : [],
    ),
    skipped: reads.flatMap((one) => ('skip' in one ? [one.skip] : [])),
  };
}
