import type { WhatsAppPerson } from '../api.js';
import { isAdmin } from '../world/group-state.js';
import { deleteMessage, editMessage, pinMessage, reactionMessage, textMessage } from './compose.js';
import { contextFor, destinationOf, namingOf, placeOf, send, type Writer } from './writer.js';

/** What people do with words and with messages that stand already. */
export type Writing = Pick<
  WhatsAppPerson,
  'says' | 'replies' | 'reacts' | 'edits' | 'deletes' | 'pins'
>;

/** A pin lasts a week unless it is taken away. */
const PIN_SECONDS = 604_800;

/** What this person does with words. */
export function writingOf(writer: Writer): Writing {
  const { by, book, network } = writer;
  const now = (): number => network.clock.now();
  return {
    says(where, text, saying = {}) {
      const to = destinationOf(writer, where);
      return send(writer, to, textMessage(text, contextFor(writer, to, saying)), saying);
    },
    replies(message, text) {
      const to = placeOf(writer, message);
      return send(writer, to, textMessage(text, contextFor(writer, to, { replyTo: message })));
    },
    reacts(message, emoji) {
      const reaction = reactionMessage(namingOf(writer, message), emoji, now());
      return send(writer, placeOf(writer, message), reaction);
    },
    edits(message, text) {
      const to = placeOf(writer, message);
      const edited = textMessage(text, contextFor(writer, to, {}));
      return send(writer, to, editMessage(namingOf(writer, message), edited, now()));
    },
    deletes(message) {
      const to = placeOf(writer, message);
      const isOwn = book.accountOf(message.from) === by;
      if (!isOwn && !('group' in to && isAdmin(to.group, by))) {
        throw new Error(`${by.name} can delete other people's messages only as an admin.`);
      }
      return send(writer, to, deleteMessage(namingOf(writer, message)));
    },
    pins(message) {
      const pin = pinMessage(namingOf(writer, message), now(), PIN_SECONDS);
      return send(writer, placeOf(writer, message), pin);
    },
  };
}
