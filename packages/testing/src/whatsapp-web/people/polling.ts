import type { WhatsAppPerson } from '../api.js';
import { addressOf } from '../wire/jid.js';
import { keyOf, pollMessage } from './compose.js';
import { sealVote } from './poll-votes.js';
import { pollIn } from './seen.js';
import {
  addressingOf,
  contentOf,
  destinationOf,
  namingOf,
  placeOf,
  send,
  type Writer,
} from './writer.js';

/** What people do with polls. */
export type Polling = Pick<WhatsAppPerson, 'asks' | 'votes'>;

/** What this person does with polls. */
export function pollingOf(writer: Writer): Polling {
  const { by, book, network } = writer;
  return {
    asks: (where, question, options, most = 1) =>
      send(writer, destinationOf(writer, where), pollMessage(question, options, most)),
    async votes(poll, ...options) {
      const content = await contentOf(writer, poll);
      const secret = content?.messageContextInfo?.messageSecret;
      if (!content || !secret || !pollIn(content)) {
        throw new Error(`${by.name} sees no poll with the id ${poll.id}.`);
      }
      const to = placeOf(writer, poll);
      const addressing = addressingOf(to);
      const creator = addressOf(book.accountOf(poll.from), addressing);
      const voter = addressOf(by, addressing);
      const pollUpdateMessage = {
        pollCreationMessageKey: keyOf(namingOf(writer, poll)),
        vote: sealVote({ poll: poll.id, creator, voter, secret }, options),
        senderTimestampMs: network.clock.now(),
      };
      return send(writer, to, { pollUpdateMessage });
    },
  };
}
