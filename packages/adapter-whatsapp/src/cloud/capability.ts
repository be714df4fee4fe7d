import { type Capability, type CapabilityQuery, native, unsupported } from '@kapwa/core';

/** Ordinary WhatsApp groups, as a linked device sees them; the official API has ids of another form. */
const ORDINARY_GROUP = /@g\.us$/;

/**
 * What the official API can do. The business runs the groups it has made (up to 8 people), so
 * its right to write there never changes; it cannot reach any other group.
 */
export function capability(query: CapabilityQuery): Capability {
  switch (query.action) {
    case 'message.send':
      return ORDINARY_GROUP.test(query.group?.chat?.id ?? '')
        ? unsupported(
            'The official WhatsApp API cannot reach an ordinary WhatsApp group, only groups of up to 8 people that it has made itself.',
          )
        : native;
    case 'message.delete':
      return unsupported(
        'The official WhatsApp API cannot delete messages. A group admin can do it on their phone: hold the message, tap Delete, then "Delete for everyone".',
      );
    default:
      return unsupported('The official WhatsApp API has no way to do this.');
  }
}
